using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Incidents;

/// <summary>How SQLite goes about it.</summary>
internal sealed class IncidentPlanTests
{
    [Test]
    public async Task A_likely_duplicate_is_found_by_its_words_among_any_number_of_incidents()
    {
        await using var file = TestDatabase.Of(SqlDialect.Sqlite);
        var database = file.Open();

        var plan = await database.ReadAsync(
            session => session.QueryAsync<PlanStep>("explain query plan " + IncidentStore.LikelyDuplicateSql, new { DeclaredBy = "U1", Title = "t", since = 0L, Id = 1L }),
            CancellationToken.None);

        Assert.That(plan.Select(step => step.Detail), Has.All.Contains("SEARCH incident USING INDEX incident_twin (declared_by=? AND title=?)"));
    }

    private sealed record PlanStep
    {
        public string Detail { get; init; } = "";
    }
}
