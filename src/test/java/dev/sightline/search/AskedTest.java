package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.search.SearchRequest.Crop;
import dev.sightline.web.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

    private static final UUID IMAGE = UUID.fromString("01a1fd5e-add1-71a7-978a-47028e9d590e");

    @Test
    void isWhatItsAddressSays() {
        var asked = Asked.of(" red boat & co ", IMAGE, null, "0.25,0,0.5,1");

        assertThat(asked.href()).isEqualTo("/search?q=red+boat+%26+co&like=" + IMAGE + "&crop=0.25%2C0.0%2C0.5%2C1.0");
        assertThat(asked.examples()).containsExactly(SearchRequest.Example.ofImage(IMAGE, new Crop(0.25, 0, 0.5, 1)));
        assertThat(asked.withoutExample().href()).isEqualTo("/search?q=red+boat+%26+co");
        assertThat(asked.more("abc", true)).endsWith("&weaker=true&cursor=abc");
    }

    @Test
    void losesOneFilterAtATime() {
        var asked = Asked.of("tag:\"a (b)\" boat type:png", null, null, null);

        assertThat(asked.without("tag:\"a (b)\"").text()).isEqualTo("boat type:png");
        assertThat(asked.without("type:png").text()).isEqualTo("tag:\"a (b)\" boat");
    }

    @Test
    void mayBeNothing() {
        assertThat(Asked.of("  ", null, null, null).isNothing()).isTrue();
        assertThat(Asked.of(null, null, IMAGE, null).isNothing()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3", "a,b,c,d", "0,0,NaN,1", "0,0,1,1,"})
    void refusesWhatIsNoRectangle(String crop) {
        assertThatThrownBy(() -> Asked.of("", IMAGE, null, crop))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("x,y,width,height");
    }
}
