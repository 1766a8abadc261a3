package dev.sightline.embedding;

/// Is told what a service was asked that is paid for by what it is asked.
public interface UsageMeter {

    /// The service answered one request.
    ///
    /// @param usage  the name under which the model's usage is counted
    /// @param images that were in the request
    /// @param tokens of its texts: counted by the service, or estimated where it does not say
    void answered(String usage, int images, long tokens);

    /// The service did not give what was asked of it, which costs nothing.
    ///
    /// @param code why, as the service calls it
    void failed(String usage, String code);
}
