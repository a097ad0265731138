using System.Text.Json.Serialization;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>The forms. The name is the <c>callback_id</c>, so it must not change.</summary>
internal enum FormKind
{
    Declare,
    Update,
    Statuspage,
    StatuspagePreview,
    Resolve,
    StillMonitoring,
    AddToTimeline,
    Correct,
    [JsonStringEnumMemberName("backfill")]
    BackfillUpdate,
    SendBack,
    [JsonStringEnumMemberName("enter")]
    BackfillIncident,
    Notice,
}
