package dev.sightline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {

    @TempDir
    Path directory;

    @Test
    void smallPicturesComeWithTheAttributesThatEachAlternativeStates() throws IOException {
        write("3", "101", "--size", "48", "--captions", "2", "--from", "50");

        assertThat(directory.resolve("captions.csv")).hasContent("""
                        file,title,caption,alt_captions,style,subject,count,colour,time,place,alt_states
                        "origami-00050.png","Two purple whales at sunset","Two purple whales by the sea in the evening in folded-paper style","folded paper picture of 2 whales at sunset|two whales by the sea, folded-paper style","origami","whale","2","purple","sunset","sea","style subject count time|style subject count place"
                        "neon-00051.png","Three yellow lighthouses at night","Three yellow beacons in the snow at night, neon light style","neon artwork of three lighthouses in the dark|something yellow","neon","lighthouse","3","yellow","night","snow","style subject count time|colour"
                        "comic-00052.png","A purple lighthouse at sunset","Pop art picture of a violet lighthouse among wild flowers in the evening","comic image of lighthouse in a meadow|a photo of one purple lighthouse in a grassy field","comic","lighthouse","1","purple","sunset","meadow","style subject place|subject count colour place"
                        """);
        assertThat(sha256("origami-00050.png"))
                .isEqualTo("8d6dbc9c24315c757ce32f1b5839d4f79677e1dab81c77d0757c1d983178691c");
        assertThat(sha256("neon-00051.png"))
                .isEqualTo("5d45d2b8013476f6538d8e2a80ef29c57a495490d77aa59df78ad1db8ff45d47");
        assertThat(sha256("comic-00052.png"))
                .isEqualTo("b7310f024c053d007a0a795bca9d3b0aa55fb2c6ea4ad56a9d313afe007186f7");
    }

    private String sha256(String file) throws IOException {
        return Pixels.sha256(Pixels.decode(Files.readAllBytes(directory.resolve(file))));
    }

    @Test
    void largePicturesAreThoseOfTheCollection() throws IOException {
        write("3", "101", "--from", "50");

        assertThat(directory.resolve("origami-00050.jpg"))
                .hasBinaryContent(DemoCollection.picture(101, 50).bytes());
        assertThat(directory.resolve("neon-00051.jpg"))
                .hasBinaryContent(DemoCollection.picture(101, 51).bytes());
        assertThat(directory.resolve("comic-00052.png"))
                .hasBinaryContent(DemoCollection.picture(101, 52).bytes());
        assertThat(Files.readString(directory.resolve("captions.csv")).lines())
                .hasSize(4)
                .first()
                .isEqualTo("file,title,caption,alt_captions,style,subject,count,colour,time,place");
    }

    @Test
    void aWrongCallSaysHowToCallIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write("3"))
                .withMessageStartingWith("usage: DemoFiles OUT_DIR COUNT SEED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write("3", "101", "--sise", "48"))
                .withMessageStartingWith("--sise is not an option; usage:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write("three", "101"))
                .withMessageContaining("\"three\"");
        assertThat(directory).isEmptyDirectory();
    }

    private void write(String... rest) throws IOException {
        var args = new String[rest.length + 1];
        args[0] = directory.toString();
        System.arraycopy(rest, 0, args, 1, rest.length);
        DemoFiles.write(args);
    }
}
