package throng.common.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import throng.common.console.WordWrap;

/**
 * A help whose lines break at blanks alone: picocli's own breaks within an address, a setting's or
 * a file's name.
 */
final class WholeWords extends Help {
  WholeWords(CommandSpec command, ColorScheme colours) {
    super(command, colours);
  }

  @Override
  public Layout createDefaultLayout(
      List<OptionSpec> options, List<PositionalParamSpec> positionals, ColorScheme colours) {
    int longOptions = calcLongOptionColumnWidth(options, positionals, colours);
    int width = commandSpec().usageMessage().width();
    TextTable table = TextTable.forDefaultColumns(colours, longOptions, width);
    return new Layout(
        colours,
        new Table(colours, table.columns()),
        createDefaultOptionRenderer(),
        createDefaultParameterRenderer());
  }

  private static final class Table extends TextTable {
    Table(ColorScheme colours, Column[] columns) {
      super(colours, columns);
    }

    @Override
    public Cell putValue(int row, int column, Text value) {
      Column into = columns()[column];
      String plain = value.plainString();
      if (into.overflow != Column.Overflow.WRAP || plain.length() <= into.width - into.indent) {
        return super.putValue(row, column, value);
      }
      String hanging = " ".repeat(indentWrappedLines);
      int at = row;
      for (String line : WordWrap.lines(plain, into.width - into.indent, hanging)) {
        if (at == rowCount()) {
          addEmptyRow();
        }
        at = super.putValue(at, column, CommandLine.Help.Ansi.OFF.text(line)).row + 1;
      }
      return new Cell(column, at - 1);
    }
  }
}
