package throng.common.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.settings.SettingsException;

class TwiceTest {
  private final KnownKeys known =
      new KnownKeys("throng.", ConfigFactory.defaultReference().getObject("throng"));

  @Test
  void namesBothLinesOfAnEdgeNode() {
    String text =
        """
        # lobby { } "
        throng {
          edge-nodes {
            lobby { cameras.door.source = "{" }

            lobby { cameras.hall.source = "1" }
          }
        }
        """;

    assertThatThrownBy(() -> check(text))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "a.conf: 6: there is a throng.edge-nodes.lobby already, at line 4: give one of them"
                + " another name.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throng.edge-nodes { a { cameras { b {}, b {} } } }",
        "throng.edge-nodes { a { cameras { b {\n}\nb\n{ } } } }",
        "throng { edge-nodes.a { cameras.b { } \n cameras { \"b\" : { } } } }",
        "throng.edge-nodes.a {}\nthrong.edge-nodes { a = {} }",
        "throng.edge-nodes.a.cameras { b { source = \"\"\"x\ny\"\"\" } // b\n b { } }",
        "{ throng { edge-nodes { a { gpu-nodes = [\n"
            + "\"x:1\"\n"
            + "] }\n"
            + " a = ${throng.edge-node} { } } } }"
      })
  void findsTheSecondOfACameraOrEdgeNode(String text) {
    assertThatThrownBy(() -> check(text)).isInstanceOf(SettingsException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throng { edge-node { jpeg { } }, edge-node { jpeg { } } }",
        "throng.edge-nodes { a { cameras { b { } } }, c { cameras { b { } } } }",
        "throng.edge-nodes { a.window = 2, a.cameras.b.source = \"0\", a.cameras.c.source = \"1\""
            + " }",
        "throng.edge-nodes.a { cameras { b { } } }\nthrong.edge-nodes.a.cameras.b.window = 3",
        "throng.edge-nodes { # a { }\n a { gpu-nodes = [\"a {\", { a = 1 }, { a = 2 }] } }",
        "include \"other.conf\"\nthrong.edge-nodes { a { } }\nakka { a { }, a { } }"
      })
  void leavesEverythingElseAlone(String text) {
    assertThatCode(() -> check(text)).doesNotThrowAnyException();
  }

  private void check(String text) {
    new Twice(known, "a.conf").check(text);
  }
}
