using IncidentBot.Core.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>What a form is to begin with.</summary>
internal sealed record FormRequest(FormKind Kind, string TriggerId, PersonId Person)
{
    public Incident? Incident { get; init; }

    public string? Text { get; init; }

    public string? Details { get; init; }
}

/// <summary>
/// Opens forms: the one call to Slack that cannot wait for the outbox, because a trigger lives three seconds. The skeleton opens at once; the real
/// form follows through the outbox.
/// </summary>
internal sealed partial class FormOpener(
    SlackApiClient slack, IDatabase database, FormStore opened, SlackOutbox outbox, Clock clock, ILogger<FormOpener> logger)
{
    /// <summary>False when Slack did not open it; the person then needs another way.</summary>
    public async Task<bool> TryOpenAsync(FormRequest form, CancellationToken cancellationToken)
    {
        var answer = await slack.OpenViewAsync(form.TriggerId, FormParts.Skeleton(form.Kind), cancellationToken);
        // The same request again, which we heard twice: its form is open already.
        if (answer.Code is "exchanged_trigger_id" or "trigger_exchanged")
            return true;
        if (answer is not SlackOutcome<ViewInfo>.Ok { Value.Id: var view })
        {
            Log.NotOpened(logger, form.Kind, answer.Code ?? answer.GetType().Name);
            return false;
        }

        var intent = new SlackIntent.FillForm(view, form.Kind, form.Person.Value, form.Text, form.Details);
        var now = clock.Now;

        // The form is open: it must be filled even if Slack stops listening to this answer.
        await database.WriteAsync(session => SaveAsync(session, form, intent, now), CancellationToken.None);
        return true;
    }

    private async Task SaveAsync(DbSession session, FormRequest form, SlackIntent.FillForm intent, Instant now)
    {
        if (form.Incident is { } incident)
        {
            await opened.SaveAsync(session, intent.ViewId, incident.Id, form.Person, now);
            await outbox.AddAsync(session, incident, intent, now);
        }
        else
        {
            await outbox.AddAsync(session, intent, now);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack did not open the form {Form}: {Code}")]
        public static partial void NotOpened(ILogger logger, FormKind form, string code);
    }
}
