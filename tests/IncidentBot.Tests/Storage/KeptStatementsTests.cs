using Dapper;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

internal sealed class KeptStatementsTests
{
    private KeptStatements _connection = null!;

    [SetUp]
    public void Open()
    {
        SystemSqlite.Use();
        _connection = new KeptStatements(new SqliteConnection("Data Source=:memory:"));
        _connection.Open();
        _connection.Execute("create table note (id integer primary key, text text null)");
    }

    [TearDown]
    public void Close() => _connection.Dispose();

    [Test]
    public void A_statement_used_again_is_the_same_one_with_no_parameters_left()
    {
        const string Sql = "insert into note (text) values (@text)";
        _connection.Execute(Sql, new { text = "one" });

        var kept = _connection.Take(Sql);
        var other = _connection.Take(Sql);
        var left = kept.Parameters.Count;
        _connection.Keep(kept);
        var again = _connection.Take(Sql);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(left, Is.Zero);
            Assert.That(other, Is.Not.SameAs(kept));
            Assert.That(again, Is.SameAs(kept));
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
    public void Lists_of_any_length_are_written_out()
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
