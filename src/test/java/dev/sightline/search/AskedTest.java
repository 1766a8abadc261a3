package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.FilterText;
import dev.sightline.search.SearchRequest.Crop;
import dev.sightline.search.SearchRequest.Example;
import dev.sightline.search.SearchRequest.Sort;
import dev.sightline.web.ProblemException;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

    private static final String ID = "01a1fd5e-add1-71a7-978a-47028e9d590e";
    private static final UUID IMAGE = UUID.fromString(ID);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search",
                "/search?q=red+boat+%26+co+%22a+b%22+-night+type:png",
                "/search?q=100%25+%C3%BCber+a%3Db",
                "/search?like=" + ID,
                "/search?q=boat&like=" + ID + "&like=-" + ID + "@0.25,0.0,0.5,1.0*0.5&upload=" + ID
                        + "@0.1,0.2,0.3,0.4",
                "/search?q=boat&upload=-" + ID + "*0.0001&balance=0",
                "/search?q=boat&like=" + ID + "&balance=100&sort=date",
            })
    void isWhatItsAddressSays(String address) {
        assertThat(Asked.at(address).href()).isEqualTo(address);
    }

    @Test
    void hasExamplesWithPartAndWeight() {
        var asked = Asked.at("/search?upload=" + ID + "&like=-" + ID + "@0.25,0,0.5,1*0.5");

        assertThat(asked.examples())
                .containsExactly(
                        new Example(IMAGE, null, null, new Crop(0.25, 0, 0.5, 1), -0.5),
                        new Example(null, null, IMAGE, null, 1.0));
    }

    @Test
    void understandsThePartThatAFormSends() {
        assertThat(Asked.read("q=&like=" + ID + "&crop=0.25%2C0%2C0.5%2C1").href())
                .isEqualTo("/search?like=" + ID + "@0.25,0.0,0.5,1.0");
    }

    @Test
    void becomesARequest() {
        var request =
                Asked.at("/search?q=boat&like=" + ID + "&balance=70&sort=date").request(60, null, false);

        assertThat(request.balance()).isEqualTo(0.7);
        assertThat(request.sort()).isEqualTo(Sort.DATE);
        assertThat(request.examples()).containsExactly(new Example(IMAGE, null, null, null, 1.0));
    }

    @Test
    void namesTheNextPage() {
        assertThat(Asked.words("boat").more("abc", true)).isEqualTo("/search?q=boat&weaker=true&cursor=abc");
        assertThat(Asked.words("boat").weaker()).isEqualTo("/search?q=boat&weaker=true");
    }

    @Test
    void losesOnePartAtATime() {
        var asked = Asked.words("tag:\"a (b)\" late-night -night boat type:png");

        assertThat(asked.without("tag:\"a (b)\"").text()).isEqualTo("late-night -night boat type:png");
        assertThat(asked.without("-night").text()).isEqualTo("tag:\"a (b)\" late-night boat type:png");
        assertThat(asked.without("type:png").text()).isEqualTo("tag:\"a (b)\" late-night -night boat");
    }

    @Test
    void exchangesItsFilters() {
        var asked = Asked.words("type:png red boat colour:red -night");

        assertThat(asked.filters().toString()).isEqualTo("type:png colour:red");
        assertThat(asked.filteredBy(FilterText.of("type:jpeg")).text()).isEqualTo("red boat -night type:jpeg");
    }

    @Test
    void gainsAndLosesPictures() {
        var like = new Example(IMAGE, null, null, null, 1.0);
        var unlike = new Example(IMAGE, null, null, null, -1.0);
        var asked = Asked.at("/search?q=boat&balance=70").and(like).and(unlike);

        assertThat(asked.href()).isEqualTo("/search?q=boat&like=" + ID + "&like=-" + ID + "&balance=70");
        assertThat(asked.without(like).href()).isEqualTo("/search?q=boat&like=-" + ID + "&balance=70");
        assertThat(asked.without(like).without(unlike).href()).isEqualTo("/search?q=boat");
    }

    @Test
    void mayBeNothing() {
        assertThat(Asked.read(null).isNothing()).isTrue();
        assertThat(Asked.read("q=++&like=").isNothing()).isTrue();
        assertThat(Asked.read("upload=" + ID).isNothing()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "like=42",
                "like=" + ID + "*2",
                "like=" + ID + "@1,2,3",
                "like=" + ID + "@a,b,c,d",
                "like=" + ID + "@0,0,NaN,1",
                "like=" + ID + "&crop=0,0,1,1,",
                "like=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "balance=much",
                "balance=101",
                "sort=size",
                "q=%zz",
            })
    void refusesWhatIsNotUnderstood(String query) {
        assertThatThrownBy(() -> Asked.read(query))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    @Test
    void takesAtMostTenPictures() {
        var ten = Asked.read(String.join("&", Collections.nCopies(10, "like=" + ID)));
        assertThat(ten.takesMoreExamples()).isFalse();
        assertThatThrownBy(() -> Asked.read(String.join("&", Collections.nCopies(11, "like=" + ID))))
                .hasMessageContaining("ten");
    }
}
