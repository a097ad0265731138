using IncidentBot.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

internal sealed class EmbeddedMigrationsTests
{
    [Test]
    public async Task They_make_a_sound_file()
    {
        await using var file = new DatabaseFile();

        var check = await file.Open(Migration.Embedded("Sqlite")).ReadAsync(session => session.QueryAsync<string>("pragma integrity_check"), CancellationToken.None);

        Assert.That(check, Is.EqualTo(new[] { "ok" }));
    }

    [Test]
    public async Task Both_stores_have_the_same_tables_and_columns()
    {
        await using var file = new DatabaseFile();
        await using var server = new DatabaseOnServer();

        var sqlite = await TableNames.ColumnsAsync(file.Open(Migration.Embedded("Sqlite")));
        var postgres = await TableNames.ColumnsAsync(server.Open(Migration.Embedded("Postgres")));

        Assert.That(postgres, Is.EqualTo(sqlite));
    }
}
