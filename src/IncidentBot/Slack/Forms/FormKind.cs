using System.Text.Json.Serialization;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>The forms people fill in; also each one's <c>callback_id</c>.</summary>
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
