using System.Text;

namespace GpServer.Core.Tests.Queries;

public sealed class WhereTests
{
    [Theory]
    [InlineData("1=1", "1,2,3,4,5")]
    [InlineData("1=0", "")]
    [InlineData("NULL = NULL", "")]
    [InlineData("OBJECTID = 1", "1")]
    [InlineData("3 = objectid", "3")]
    [InlineData("objectid in (5,1,99)", "1,5")]
    [InlineData("OBJECTID > 1 AND OBJECTID <= 3", "2,3")]
    [InlineData("OBJECTID IN (1,2) AND OBJECTID IN (2,3)", "2")]
    [InlineData("OBJECTID = 1.0", "1")]
    [InlineData("NAME = 'Ulm'", "1")]
    [InlineData("name = N'Köln'", "2")]
    [InlineData("\"Name\" <> 'Ulm'", "2,3,5")]
    [InlineData("name != 'Ulm'", "2,3,5")]
    [InlineData("NAME = 'ulm'", "")]
    [InlineData("UPPER(NAME) = 'ULM'", "1")]
    [InlineData("\"two words\" = 'O''Neil'", "2")]
    [InlineData("\"two words\" = ''", "5")]
    [InlineData("layer.NAME = 'Ulm'", "1")]
    [InlineData("POP > 300000", "2,3")]
    [InlineData("POP >= 331000 AND NOT NAME = 'Bonn'", "2")]
    [InlineData("NOT POP > 300000", "1,5")]
    [InlineData("NOT (POP > 300000 OR NAME = 'Ulm')", "5")]
    [InlineData("POP > 300000 OR AREA < 120", "1,2,3,5")]
    [InlineData("NAME = 'Ulm' OR NAME = 'Bonn' AND POP < 0", "1")]
    [InlineData("(NAME = 'Ulm' OR NAME = 'Bonn') AND POP > 200000", "3")]
    [InlineData("POP IS NULL", "4")]
    [InlineData("POP IS NOT NULL", "1,2,3,5")]
    [InlineData("shape is null", "4")]
    [InlineData("SHAPE IS NOT NULL AND POP > 1", "1,2,3")]
    [InlineData("POP BETWEEN 126000 AND 331000", "1,3")]
    [InlineData("POP NOT BETWEEN 126000 AND 331000", "2,5")]
    [InlineData("NAME IN ('Ulm', 'Bonn', NULL)", "1,3")]
    [InlineData("NAME NOT IN ('Ulm', 'Bonn')", "2,5")]
    [InlineData("NAME NOT IN ('Ulm', NULL)", "")]
    [InlineData("POP IN (126000, AREA * 2, 331000)", "1,3")]
    [InlineData("NAME LIKE '%l%'", "1,2")]
    [InlineData("NAME LIKE '_lm'", "1")]
    [InlineData("NAME NOT LIKE '%n%'", "1,5")]
    [InlineData("NAME LIKE '%!%%' ESCAPE '!'", "5")]
    [InlineData("NAME LIKE 'A\\_b%' ESCAPE '\\'", "5")]
    [InlineData("NAME LIKE 'A__%'", "5")]
    [InlineData("NAME LIKE '%'", "1,2,3,5")]
    [InlineData("NAME LIKE ''", "")]
    [InlineData("NAME LIKE 'B%n'", "3")]
    [InlineData("NAME LIKE NAME", "1,2,3,5")]
    [InlineData("ZIP = 89073", "1")]
    [InlineData("ZIP < 0", "5")]
    [InlineData("POP = '126000'", "1")]
    [InlineData("POP / 2 = 63000", "1")]
    [InlineData("POP / 0 IS NULL", "1,2,3,4,5")]
    [InlineData("POP * 2 - 1 = 251999", "1")]
    [InlineData("POP + -5 = -10", "5")]
    [InlineData("-POP = 5", "5")]
    [InlineData("5 / 2 = 2.5", "1,2,3,4,5")]
    [InlineData("2 + 3 * 4 = 14 AND (2 + 3) * 4 = 20", "1,2,3,4,5")]
    [InlineData("1e308 * 10 IS NULL", "1,2,3,4,5")]
    [InlineData("9223372036854775807 + 1 > 9.2e18", "1,2,3,4,5")]
    [InlineData("NAME || '!' = 'Ulm!'", "1")]
    [InlineData("CONCAT(NAME, ':', POP) = 'Ulm:126000'", "1")]
    [InlineData("FOUNDED = DATE '1970-01-01'", "3")]
    [InlineData("FOUNDED = '1970-01-01'", "3")]
    [InlineData("FOUNDED = date'1970-01-01'", "3")]
    [InlineData("FOUNDED = TIMESTAMP '1970-01-01 00:00:00'", "3")]
    [InlineData("FOUNDED = 0", "3")]
    [InlineData("FOUNDED < DATE '1200-01-01'", "1,2")]
    [InlineData("FOUNDED >= CURRENT_DATE", "5")]
    [InlineData("FOUNDED > CURRENT_TIMESTAMP - INTERVAL '1' DAY", "5")]
    [InlineData("FOUNDED + INTERVAL '12:30' HOUR TO MINUTE = CURRENT_TIMESTAMP", "5")]
    [InlineData("DATE '2024-01-31' + INTERVAL '1' MONTH = DATE '2024-02-29'", "1,2,3,4,5")]
    [InlineData("DATE '2024-03-01' - DATE '2024-02-28' = 2", "1,2,3,4,5")]
    [InlineData("DATE '2024-03-01' - 1 = DATE '2024-02-29'", "1,2,3,4,5")]
    [InlineData("DAY = DATE '2020-08-02'", "1")]
    [InlineData("DAY BETWEEN '2020-08-01' AND '2020-08-03'", "1,2")]
    [InlineData("OPENS < TIME '10:00:00'", "2")]
    [InlineData("OPENS = '10:00'", "1")]
    [InlineData("EXTRACT(YEAR FROM FOUNDED) = 1970", "3")]
    [InlineData("EXTRACT(HOUR FROM OPENS) = 23", "5")]
    [InlineData("CAST(ZIP AS INTEGER) = 53111", "3")]
    [InlineData("CAST(POP AS VARCHAR(3)) = '126'", "1")]
    [InlineData("CAST(AREA AS INTEGER) = 118", "1")]
    [InlineData("CAST('2020-01-01 10:00' AS DATE) = DATE '2020-01-01'", "1,2,3,4,5")]
    [InlineData("CHAR_LENGTH(NAME) = 3", "1")]
    [InlineData("SUBSTRING(NAME, 2, 2) = 'on'", "3")]
    [InlineData("SUBSTRING(NAME FROM 2 FOR 1) = 'l'", "1")]
    [InlineData("TRIM(LEADING 'U' FROM NAME) = 'lm'", "1")]
    [InlineData("TRIM(' x ') = 'x'", "1,2,3,4,5")]
    [InlineData("POSITION('n' IN NAME) = 3", "3")]
    [InlineData("ABS(POP) = 5", "5")]
    [InlineData("ROUND(AREA) = 119", "1")]
    [InlineData("ROUND(AREA, 1) = 118.7", "1")]
    [InlineData("FLOOR(AREA) = 118 AND CEILING(AREA) = 119", "1")]
    [InlineData("POWER(2, 10) = 1024 AND SQRT(16) = 4 AND MOD(7, 3) = 1 AND SIGN(-3) = -1", "1,2,3,4,5")]
    [InlineData("LN(1) = 0 AND LOG10(1000) = 3", "1,2,3,4,5")]
    [InlineData("SQRT(-1) IS NULL AND LN(0) IS NULL AND MOD(1, 0) IS NULL", "1,2,3,4,5")]
    [InlineData("COALESCE(POP, 0) = 0", "4")]
    [InlineData("NULLIF(POP, 126000) IS NULL", "1,4")]
    [InlineData("LOWER(NAME) = 'köln'", "2")]
    public void A_condition_finds_the_rows_for_which_it_is_true(string where, string ids) => Cities.Where(where).ShouldBe(ids);

    [Theory]
    [InlineData("POP > 1 OR POP IS NULL", "1,2,3,4")]
    [InlineData("POP > 1 OR NAME IS NULL", "1,2,3,4")]
    [InlineData("POP > 1 AND NAME IS NULL", "")]
    [InlineData("NOT (POP > 1 AND NAME IS NULL)", "1,2,3,5")]
    [InlineData("NOT (POP = NULL)", "")]
    [InlineData("(POP = NULL) OR OBJECTID = 4", "4")]
    [InlineData("NOT (POP > 1 AND OBJECTID = 1)", "2,3,4,5")]
    public void Null_is_neither_true_nor_false(string where, string ids) => Cities.Where(where).ShouldBe(ids);

    [Theory]
    [InlineData("", "expected a field")]
    [InlineData("NAME =", "but came the end")]
    [InlineData("NAM = 'Ulm'", "there is no field 'NAM'; the fields are OBJECTID, NAME, POP")]
    [InlineData("NAME = 'Ulm", "has no end")]
    [InlineData("NAME = 'Ulm'; DROP TABLE x", "the character ';' has no meaning here (character 13")]
    [InlineData("NAME = 'Ulm' -- x", "comments are not read")]
    [InlineData("NAME = 'Ulm' POP", "'POP' is not expected here (character 14")]
    [InlineData("POP = 'many'", "'many' is not a number")]
    [InlineData("FOUNDED > 'yesterday'", "'yesterday' is not a date")]
    [InlineData("FOUNDED > DATE '2024-13-01'", "is not a date")]
    [InlineData("NAME + 1 = 2", "expected a number for '+'")]
    [InlineData("NAME", "expected a condition")]
    [InlineData("POP LIKE 'x'", "expected a text for LIKE")]
    [InlineData("shape = 1", "can only be compared with IS NULL")]
    [InlineData("FROBNICATE(NAME) = 1", "there is no function 'FROBNICATE'")]
    [InlineData("COUNT(*) > 1", "of a group has no meaning here")]
    [InlineData("UPPER(NAME, NAME) = 'x'", "takes 1 arguments; 2 came")]
    [InlineData("CAST(NAME AS MONEY) = 1", "not a type that CAST knows")]
    [InlineData("FOUNDED = OPENS", "cannot be compared")]
    [InlineData("POP IN ()", "expected a field")]
    [InlineData("POP = 1e999", "too large")]
    [InlineData("POP = 5x", "is followed by 'x'")]
    [InlineData("NAME LIKE 'x' ESCAPE 'ab'", "one character")]
    [InlineData("INTERVAL '1' DAY = 1", "expected a value")]
    [InlineData("FOUNDED > CURRENT_DATE - INTERVAL '1' FORTNIGHT", "expected YEAR")]
    [InlineData("FOUNDED > CURRENT_DATE - INTERVAL '1' DAY(", "expected ')' but came the end")]
    [InlineData("CAST(POP AS", "not a type that CAST knows")]
    [InlineData("CAST(POP AS VARCHAR(", "expected a size")]
    [InlineData("EXTRACT(", "expected YEAR")]
    [InlineData("COUNT(", "expected a field")]
    [InlineData("NAME = 'a' AND EXISTS (SELECT 1)", "no function 'EXISTS'")]
    public void What_is_no_condition_is_refused_with_its_reason_and_place(string where, string said)
    {
        var failure = Should.Throw<GpException>(() => Cities.Parse(where));
        failure.Error.ShouldBe(GpError.InvalidParameter);
        failure.Message.ShouldContain("'where' clause is invalid");
        failure.Message.ShouldContain(said);
    }

    [Theory]
    [InlineData("(", ")", "1=1")]
    [InlineData("NOT ", "", "1=1")]
    [InlineData("-", "", "1")]
    [InlineData("ABS(", ")", "1")]
    public void Deep_nesting_is_refused_before_it_ends_the_stack(string open, string close, string inner)
    {
        var text = new StringBuilder().Insert(0, open == "-" ? "- " : open, 50_000).Append(inner).Insert(0, "1=1 AND ");
        text.Insert(text.Length, close, 50_000);
        Should.Throw<GpException>(() => Cities.Parse(text.ToString())).Message.ShouldContain("nests deeper");
    }

    [Fact]
    public void Long_chains_and_lists_are_no_deeper_than_short_ones()
    {
        var chain = string.Join(" OR ", Enumerable.Range(0, 20_000).Select(i => $"POP = {i}"));
        Cities.Where($"{chain} OR POP = 126000").ShouldBe("1");
        Cities.Where($"POP IN ({string.Join(',', Enumerable.Range(126_000, 100_000))})").ShouldBe("1");
        Cities.Where($"OBJECTID IN ({string.Join(',', Enumerable.Range(2, 100_000))})").ShouldBe("2,3,4,5");
        var sum = string.Join(" + ", Enumerable.Repeat("POP", 5_000));
        Should.Throw<GpException>(() => Cities.Parse($"{sum} > 1")).Message.ShouldContain("nests deeper");
    }

    [Fact]
    public void Too_long_a_condition_is_refused()
    {
        var failure = Should.Throw<GpException>(() => Cities.Parse($"NAME = '{new string('x', 1_000_001)}'"));
        failure.Error.ShouldBe(GpError.LimitExceeded);
        Should.Throw<GpException>(() => Cities.Parse($"POP IN ({string.Join(',', Enumerable.Range(0, 130_000))})"));
    }

    [Fact]
    public void A_pattern_of_many_wildcards_costs_no_more_than_its_length_times_that_of_the_text()
    {
        var text = new string('a', 2_000);
        var pattern = string.Concat(Enumerable.Repeat("%a_", 300)) + "%b";
        Cities.Where($"'{text}' LIKE '{pattern}'").ShouldBe("");
        Cities.Where($"'{text}b' LIKE '{pattern}'").ShouldBe("1,2,3,4,5");
    }

    [Fact]
    public void A_condition_on_object_ids_says_so()
    {
        Cities.Parse("OBJECTID IN (3,1) AND POP > 5").ObjectIds.ShouldBe([3L, 1L], ignoreOrder: true);
        Cities.Parse("OBJECTID IN (3,1) OR POP > 5").ObjectIds.ShouldBeNull();
        Cities.Parse("OBJECTID > 3").UsesIndexAlone.ShouldBeTrue();
        Cities.Parse("OBJECTID > 3 AND POP > 1").UsesIndexAlone.ShouldBeFalse();
        Cities.Parse("1=1").IsAlwaysTrue.ShouldBeTrue();
        Cities.Parse("2 < 1 AND POP > 1").IsAlwaysTrue.ShouldBeFalse();
    }
}
