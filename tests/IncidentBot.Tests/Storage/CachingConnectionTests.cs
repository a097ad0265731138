using Dapper;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

internal sealed class CachingConnectionTests
{
    private CachingConnection _connection = null!;

    [SetUp]
    public void Open()
    {
        _connection = new CachingConnection(SqliteConnections.OpenPlain(":memory:"));
        _connection.Execute("create table note (id integer primary key, text text null)");
    }

    [TearDown]
    public void Close() => _connection.Dispose();

    [Test]
    public void A_statement_used_again_is_the_same_one_with_no_parameters_left()
    {
        const string Sql = "insert into note (text) values (@text)";
        _connection.Execute(Sql, new { text = "one" });

        var first = _connection.Rent(Sql);
        var second = _connection.Rent(Sql);
        var left = first.Parameters.Count;
        _connection.Return(first);
        var again = _connection.Rent(Sql);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(left, Is.Zero);
            Assert.That(second, Is.Not.SameAs(first));
            Assert.That(again, Is.SameAs(first));
        }
    }

    [Test]
    public void Every_use_has_its_own_values()
    {
        foreach (var text in new[] { "one", null, "three" })
            _connection.Execute("insert into note (text) values (@text)", new { text });

        Assert.That(_connection.Query<string?>("select text from note order by id"), Is.EqualTo(new[] { "one", null, "three" }));
    }

    [Test]
    public void Values_of_every_kind_come_back_as_they_were()
    {
        _connection.Execute("create table kinds (a text, b integer, c integer, d integer, e text)");

        _connection.Execute("insert into kinds (a, b, c, d, e) values (@a, @b, @c, @d, @e)", new { a = "grüße \u0000 🙂", b = long.MaxValue, c = -1, d = true, e = (string?)null });

        var row = _connection.QuerySingle<(string A, long B, long C, long D, string? E)>("select a, b, c, d, e from kinds");
        Assert.That(row, Is.EqualTo(("grüße \u0000 🙂", long.MaxValue, -1L, 1L, (string?)null)));
    }

    [Test]
    public void Parameters_may_come_in_another_order_and_be_used_twice()
    {
        const string Sql = "insert into note (id, text) values (@id, @text || @text)";

        _connection.Execute(Sql, new { id = 1, text = "a" });
        _connection.Execute(Sql, new { text = "b", id = 2 });

        Assert.That(_connection.Query<string>("select text from note order by id"), Is.EqualTo(new[] { "aa", "bb" }));
    }

    [Test]
    public void A_parameter_without_a_value_and_a_value_without_a_column_type_are_our_own_mistakes()
    {
        const string Sql = "insert into note (id, text) values (@id, @text)";

        Assert.That(() => _connection.Execute(Sql, new { id = 1 }), Throws.InvalidOperationException.With.Message.Contains("2 parameters and 1"));
        Assert.That(() => _connection.Execute(Sql, new { id = 1, text = 1.5m }), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Decimal"));
        Assert.That(_connection.QuerySingle<int>("select count(*) from note"), Is.Zero);
    }

    [Test]
    public void A_broken_constraint_says_what_SQLite_says_and_the_statement_goes_on()
    {
        const string Sql = "insert into note (id, text) values (@id, @text)";
        _connection.Execute(Sql, new { id = 1, text = "first" });

        var broken = Assert.Throws<SqliteException>(() => _connection.Execute(Sql, new { id = 1, text = "again" }));
        var changed = _connection.Execute(Sql, new { id = 2, text = "second" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(broken.SqliteErrorCode, Is.EqualTo(19));
            Assert.That(broken.Message, Does.Contain("note.id"));
            Assert.That(changed, Is.EqualTo(1));
        }
    }

    [Test]
    public void Two_statements_in_one_text_are_both_carried_out()
    {
        _connection.Execute("insert into note (text) values ('one'); insert into note (text) values ('two')");

        Assert.That(_connection.Query<string>("select text from note order by id"), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void More_statements_than_the_cache_holds_work_as_well()
    {
        for (var number = 0; number < 300; number++)
            _connection.Execute($"insert into note (text) values ('{number}')");

        Assert.That(_connection.QuerySingle<int>("select count(*) from note"), Is.EqualTo(300));
    }

    [Test]
    public void Lists_of_any_length_are_expanded()
    {
        _connection.Execute("insert into note (id) values (1), (2), (3), (4)");

        var counts = new[] { 0, 1, 2, 3, 4, 2, 0 }
            .Select(length => _connection.QuerySingle<int>(
                "select count(*) from note where id in @ids and id > @least",
                new { ids = Enumerable.Range(1, length).ToArray(), least = 0 }));

        Assert.That(counts, Is.EqualTo(new[] { 0, 1, 2, 3, 4, 2, 0 }));
    }

    [Test]
    public void A_statement_survives_a_change_of_the_schema()
    {
        var before = _connection.Query("select * from note").Count();
        _connection.Execute("alter table note add column more text null");
        _connection.Execute("insert into note (more) values ('new')");

        Assert.That((before, (string)_connection.QuerySingle("select * from note").more), Is.EqualTo((0, "new")));
    }

    [Test]
    public void A_statement_that_failed_can_be_used_again()
    {
        const string Sql = "insert into note (id) values (@id)";
        _connection.Execute(Sql, new { id = 1 });

        Assert.That(() => _connection.Execute(Sql, new { id = 1 }), Throws.InstanceOf<SqliteException>());

        Assert.That(_connection.Execute(Sql, new { id = 2 }), Is.EqualTo(1));
    }
}
