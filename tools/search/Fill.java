/// Fills a library, if it is not there yet. Called by `measure`.
void main() throws Exception {
    Library.open(Integer.getInteger("count"), Integer.getInteger("vectors")).close();
}
