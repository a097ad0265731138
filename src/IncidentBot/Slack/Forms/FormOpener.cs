using IncidentBot.Core.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>A request to open a form, with its initial content.</summary>
internal sealed record FormRequest(FormKind Kind, string TriggerId, PersonId Person)
{
    public Incident? Incident { get; init; }

    public string? Text { get; init; }

    public string? Details { get; init; }
}

/// <summary>
/// Opens forms. This call to Slack cannot wait for the outbox, because a trigger expires after three seconds.
/// A skeleton opens at once; the outbox replaces it by the real form.
/// </summary>
internal sealed partial class FormOpener(
    SlackApiClient slack, IDatabase database, FormStore store, SlackOutbox outbox, Clock clock, ILogger<FormOpener> logger)
{
    /// <summary>False when Slack did not open the form; the caller must then offer another way.</summary>
    public async Task<bool> TryOpenAsync(FormRequest form, CancellationToken cancellationToken)
    {
        var answer = await slack.OpenViewAsync(form.TriggerId, FormParts.Skeleton(form.Kind), cancellationToken);
        // The trigger was used by an earlier delivery of this request, so the form is open.
        if (answer.Code is "exchanged_trigger_id" or "trigger_exchanged")
            return true;
        if (answer is not SlackOutcome<ViewInfo>.Ok { Value.Id: var view })
        {
            Log.NotOpened(logger, form.Kind, answer.Code ?? answer.GetType().Name);
            return false;
        }

        var intent = new SlackIntent.FillForm(view, form.Kind, form.Person.Value, form.Text, form.Details);
        var now = clock.Now;

        // The form is open, so it must be filled even if Slack closes this request.
        await database.WriteAsync(session => SaveAsync(session, form, intent, now), CancellationToken.None);
        return true;
    }

    private async Task SaveAsync(DbSession session, FormRequest form, SlackIntent.FillForm intent, Instant now)
    {
        if (form.Incident is { } incident)
        {
            await store.SaveAsync(session, intent.ViewId, incident.Id, form.Person, now);
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
