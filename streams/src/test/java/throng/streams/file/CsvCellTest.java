package throng.streams.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCellTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "door.jpg; door.jpg",
        "a,b; \"a,b\"",
        "a\"b; \"a\"\"b\"",
        "=1+1; '=1+1",
        "+1; '+1",
        "-door; '-door",
        "@SUM(A1),; \"'@SUM(A1),\"",
        "a=b; a=b"
      })
  void quotesAndMakesFormulasTexts(String text, String cell) {
    assertThat(CsvCell.of(text)).isEqualTo(cell);
  }

  @Test
  void blanksControlCharactersAndSeesTheFormulaBehindThem() {
    assertThat(CsvCell.of("\033[31mred\r\n")).isEqualTo("\" [31mred \n\"");
    assertThat(CsvCell.of("\t=1+1")).isEqualTo("' =1+1");
    assertThat(CsvCell.of("\r=1+1")).isEqualTo("' =1+1");
  }
}
