using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

public sealed class ValueTableParameterTests
{
    static readonly StringParameter Column = new("Field");

    static readonly LongParameter Rank = new("Rank") { Optional = true, Minimum = 1 };

    static readonly StringParameter Statistic = new("Statistic") { Choices = ["SUM", "MEAN"], Default = "SUM" };

    static readonly ValueTableParameter Table = new("Statistics", Column, Rank, Statistic);

    [Theory]
    [InlineData("""[["a",1,"MEAN"],["b",2,"SUM"]]""")]
    [InlineData("""["[\"a\",1,\"MEAN\"]","[\"b\",2]"]""")]
    [InlineData("""[{"Field":"a","Statistic":"mean","Rank":1,"x":[]},{"Rank":"2","Field":"b"}]""")]
    [InlineData("""["{\"Field\":\"a\",\"Statistic\":\"MEAN\",\"Rank\":1}",["b","2",null]]""")]
    public void Rows_are_arrays_objects_or_the_JSON_text_of_either(string text)
    {
        var table = (ValueTable)Table.ReadForm(text);
        table.Count.ShouldBe(2);
        table.Rows.Select(row => (row.Get(Column), row.Get(Rank), row.Get(Statistic))).ShouldBe([("a", 1L, "MEAN"), ("b", 2L, "SUM")]);
    }

    [Fact]
    public void Empty_cells_are_null_the_default_or_empty_text()
    {
        var table = (ValueTable)Table.ReadForm("""[["","",""]]""");
        table[0].Get(Column).ShouldBe("");
        table[0].TryGet(Rank, out _).ShouldBeFalse();
        Table.Refusal("""[["","",""],[null]]""").Text.ShouldBe("ERROR 000735: Statistics: row 2, column Field: Value is required");
        ((ValueTable)Table.ReadForm("""[["a"]]"""))[0].Get(Statistic).ShouldBe("SUM");
    }

    [Theory]
    [InlineData("""[["a",0]]""", "Statistics: row 1, column Rank: '0' is not valid; expected a whole number from 1 to 4503599627370495.")]
    [InlineData("""[["a",1,"SUM",5]]""", "Statistics: row 1 has more cells than the 3 columns.")]
    [InlineData("""[["a"],5]""", "Statistics: '5' is not valid; expected row 2 to be an array or an object.")]
    [InlineData("""[["a",1,"MAX"]]""", "Statistics: row 1, column Statistic: 'MAX' is not a member of its choice list: SUM | MEAN.")]
    public void A_bad_cell_is_named_by_row_and_column(string text, string message) => Table.Refusal(text).Message.ShouldBe(message);

    [Theory]
    [InlineData("a 1 SUM")]
    [InlineData("{}")]
    [InlineData("[[1,2]")]
    public void What_is_no_array_of_rows_is_refused(string text) =>
        Table.Refusal(text).Message.ShouldStartWith($"Statistics: '{text}' is not valid; expected an array of rows, such as");

    [Fact]
    public void More_rows_than_the_limit_are_refused()
    {
        var reading = new ValueReading { Features = new FeatureStub(), Limits = new ReadLimits { Values = 2 } };
        Should.Throw<GpException>(() => Table.ReadForm("""[["a"],["b"],["c"]]""", reading)).Error.ShouldBe(GpError.LimitExceeded);
    }

    [Fact]
    public void Results_are_arrays_of_arrays_or_objects_with_every_column()
    {
        var table = new ValueTable(Table.Members, [["a", 1L, "SUM"], [null, null, null]]);
        Table.Written(table).ShouldBe("""[["a",1,"SUM"],["",null,""]]""");
        Table.Written(table, new ValueWriting { Features = new FeatureStub(), ReturnColumnName = true }).ShouldBe(
            """[{"Field":"a","Rank":1,"Statistic":"SUM"},{"Field":"","Rank":null,"Statistic":""}]""");
        Table.WrittenWithoutValue().ShouldBe("[]");
    }

    [Fact]
    public void Rows_of_columns_with_the_same_name_cannot_be_written_by_name()
    {
        var twice = new ValueTableParameter("Pairs", new LongParameter("Id"), new LongParameter("Id"));
        var table = new ValueTable(twice.Members, [[1L, 2L]]);
        twice.Written(table).ShouldBe("[[1,2]]");
        Should.Throw<GpException>(() => twice.Written(table, new ValueWriting { Features = new FeatureStub(), ReturnColumnName = true }))
            .Message.ShouldContain("the table 'Pairs' has two columns named 'Id'");
    }

    [Fact]
    public void The_metadata_describes_the_columns_and_their_filters()
    {
        var description = Table.Description();
        description.ShouldContain(
            """
            "filter":{"type":"composite","list":[null,{"type":"range","minimum":1,"maximum":4503599627370495},null]}
            """.Trim());
        description.ShouldContain("""{"name":"Field","dataType":"GPString","displayName":"Field"}""");
        description.ShouldContain(
            """{"name":"Statistic","dataType":"GPString","displayName":"Statistic","choiceList":["SUM","MEAN"]}""");
    }

    [Fact]
    public void Tables_that_cannot_be_are_problems()
    {
        Table.Problem().ShouldBeNull();
        new ValueTableParameter("T").Problem().ShouldBe("the table 'T' has no columns");
        new ValueTableParameter("T", new CompositeParameter("C", Column, Rank)).Problem()
            .ShouldBe("a column of 'T' cannot be of type GPComposite");
        new ValueTableParameter("T", new LongParameter("A"), new LongParameter("A")).Problem().ShouldNotBeNull();
        new ValueTableParameter("T", Statistic) { Default = new ValueTable([Statistic], [["MAX"]]) }.Problem().ShouldNotBeNull();
    }

    [Fact]
    public void A_row_must_have_a_cell_for_each_column() =>
        Should.Throw<ArgumentException>(() => new ValueTable(Table.Members, [["a"]])).Message
            .ShouldStartWith("Row 1 has 1 cells for 3 columns.");
}
