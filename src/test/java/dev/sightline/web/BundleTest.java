package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleTest {

    @Test
    void modulesRunInTheOrderOfABrowserAndOnce() {
        var bundle = bundle(
                "a.js",
                null,
                Map.of(
                        "a.js", "import './b.js';\nimport { c as see } from './in/c.js';\nsee();\n",
                        "b.js", "import { c } from './in/c.js';\nc();\n",
                        "in/c.js", "export function c() {}\n"));

        assertThat(bundle.text()).isEqualTo("""
                const modules = {};
                export { modules };
                modules['in/c.js'] = (() => {
                function c() {}

                return { c };
                })();
                modules['b.js'] = (() => {
                const { c } = modules['in/c.js'];
                c();

                return {  };
                })();
                modules['a.js'] = (() => {

                const { c: see } = modules['in/c.js'];
                see();

                return {  };
                })();
                """);
    }

    @Test
    void aLaterScriptTakesWhatIsThereAndExportsItsOwn() {
        var files = Map.of(
                "a.js", "import { t } from './t.js';\n",
                "t.js", "export const t = 1;\n",
                "up/p.js", "import { t } from '../t.js';\nexport async function add() {}\nexport class Row {}\n");
        var first = bundle("a.js", null, files);

        assertThat(bundle("up/p.js", first, files).text())
                .startsWith("import { modules } from '../a.js';\nmodules['up/p.js'] = ")
                .contains("const { t } = modules['t.js'];", "\nasync function add() {}\nclass Row {}\n")
                .endsWith("export const { add, Row } = modules['up/p.js'];\n");
    }

    @Test
    void commentsStayBehindAndTextDoesNot() {
        var text = bundle("a.js", null, Map.of("a.js", """
                // Of its own line.
                /**
                 * Of several.
                 */
                function f() {
                  // Within.
                  return 'https://example.org /* no */'; // beside
                }
                """)).text();

        assertThat(text).contains("function f() {\n  return 'https://example.org /* no */'; // beside\n}");
        assertThat(text).doesNotContain("Of its own", "Of several", "Within");
    }

    @Test
    void whatItDoesNotUnderstandIsSaid() {
        for (var line : new String[] {
            "import x from './b.js';",
            "export default 1;",
            "export { f };",
            "export let n = 1;",
            "import { a } from 'b';"
        }) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> bundle("a.js", null, Map.of("a.js", line + "\n")))
                    .withMessageContaining("a.js: not understood: " + line);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> bundle("a.js", null, Map.of("a.js", "import './b.js';", "b.js", "import './a.js';")))
                .withMessageContaining("import each other");
        assertThat(bundle("a.js", null, Map.of("a.js", "import('./b.js');\n")).text())
                .contains("import('./b.js')");
    }

    private static Bundle bundle(String entry, Bundle base, Map<String, String> files) {
        return Bundle.of(entry, base, files::get);
    }
}
