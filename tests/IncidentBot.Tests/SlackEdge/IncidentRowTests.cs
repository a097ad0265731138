using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.SlackEdge;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class IncidentRowTests(SqlDialect dialect)
{
    [Test]
    public async Task Any_incident_comes_back_from_the_database_as_it_was()
    {
        await using var file = TestDatabase.Of(dialect);
        var (database, store) = (file.Open(), new IncidentStore());
        var number = 1000L;

        foreach (var generated in AnyIncident.Any.Generator.Sample(150, 30))
        {
            // A merged incident names one that is there.
            var incident = generated with { Id = new IncidentId(++number), MergedInto = generated.MergedInto is null || number == 1001 ? null : new IncidentId(1001) };
            var back = await database.WriteAsync(
                async session =>
                {
                    await store.InsertAsync(session, incident with { Version = incident.Version + 1, Title = "before" });
                    await store.UpdateAsync(session, incident, incident.Version + 1);
                    return await store.FindAsync(session, incident.Id);
                },
                CancellationToken.None);

            Assert.That(back!.Components, Is.EqualTo(incident.Components));
            Assert.That(JsonSerializer.Serialize(back.Waiting, EventJson.Options), Is.EqualTo(JsonSerializer.Serialize(incident.Waiting, EventJson.Options)));
            Assert.That(back with { Components = incident.Components, Waiting = incident.Waiting }, Is.EqualTo(incident));
        }
    }
}
