using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Rooms;

/// <summary>Deletes forms and previews that were not finished.</summary>
internal sealed class ForgetOldForms(IDatabase database, DraftStore drafts, FormStore forms) : IChore
{
    private static readonly Duration Age = Duration.FromDays(2);

    public string Name => "forget old forms";

    public string CronExpression => "0 40 3 * * ?";

    public Task RunAsync(Instant now, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        await drafts.PruneAsync(session, now - Age);
        await forms.PruneAsync(session, now - Age);
    }, cancellationToken);
}
