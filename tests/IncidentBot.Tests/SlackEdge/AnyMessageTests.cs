using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEmulator;
using IncidentBot.Wording;
using IncidentBot.Wording.Drafts;
using NUnit.Framework;
using NodaTime;

namespace IncidentBot.Tests.SlackEdge;

/// <summary>No incident can be so extreme that a message about it cannot be built, is refused by Slack, or mentions or links what we did not mean to.</summary>
internal sealed partial class AnyMessageTests
{
    private static readonly Instant Later = AnyIncident.Noon + Duration.FromHours(2);

    [Test]
    public void What_stands_in_the_room_fits() => Always(incident =>
    [
        HeadlineMessage.For(incident, AnyIncident.Policy, AnyIncident.Settings),
        .. incident.IsConfidential ? Array.Empty<Message>() : [AnnouncementMessage.For(incident, AnyIncident.Room, AnyIncident.Policy, AnyIncident.Settings)],
    ]);

    [Test]
    public void What_one_person_reads_fits() => Always(incident =>
    [
        RecapMessage.For(incident, AnyIncident.Room, AnyIncident.Policy, AnyIncident.Settings, Later),
        RecapMessage.For(incident, null, AnyIncident.Policy, AnyIncident.Settings, AnyIncident.Noon),
        .. Enum.GetValues<EphemeralKind>().Select(about => EphemeralMessages.For(about, incident, AnyIncident.Room, AnyIncident.Policy, AnyIncident.Settings, Later)),
        ListLines.List([.. Enumerable.Repeat((incident, (IncidentBot.SlackEdge.Rooms.Room?)AnyIncident.Room), 60)], AnyIncident.Policy, Later),
    ]);

    [Test]
    public void Every_reminder_that_can_come_due_fits() => Always(incident =>
        ReminderPlan.For(incident, AnyIncident.Policy.Reminders).SelectMany(planned => new[]
        {
            NudgeMessages.For(incident, planned.Key, AnyIncident.Policy, AnyIncident.Settings, Later, isDirect: true),
            NudgeMessages.Settled(planned.Key, incident, Later),
        }));

    [Test]
    public void What_happened_fits() => Prop.ForAll(AnyIncident.Any, AnyIncident.Text.ToArbitrary(), (incident, words) =>
    {
        List<TimelineEntry> entries = [.. Sample.EachOf<IncidentEvent>(words).Select((happened, index) => new TimelineEntry(incident.Id, index * 1000L, AnyIncident.Noon, AnyIncident.Ada, happened))];
        foreach (var entry in entries.Where(entry => EventMessages.HasOwnMessage(entry.Event)))
            MustFit(EventMessages.For(entry, entries, incident, AnyIncident.Room, AnyIncident.Settings));
        MustFit(ChangesMessage.For([.. Enumerable.Repeat(entries, 5).SelectMany(all => all)])!);
        var story = TimelineWords.Story(incident, [.. Enumerable.Repeat(entries, 5).SelectMany(all => all)], 2900 - Say.TitleLength);
        MustFit(new Message("Timeline", [new SectionBlock(new Markdown(story))]));
        foreach (var entry in entries.Where(entry => entry.Event is not IncidentEvent.PhaseChanged))
            MustFit(new Message(Receipts.For(new IncidentChange(incident, incident, [entry.Event], AnyIncident.Ada, Later), AnyIncident.Policy)));
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Test]
    public void What_asks_for_approval_and_answers_it_fits() => Prop.ForAll(AnyIncident.Any, AnyIncident.Text.ToArbitrary(), (incident, words) =>
    {
        foreach (var happened in Sample.EachOf<IncidentEvent>(words))
        {
            var entry = new TimelineEntry(incident.Id, 1000, AnyIncident.Noon, AnyIncident.Ada, happened);
            if (ApprovalMessages.NumberOf(happened) is not null)
                MustFit(ApprovalMessages.For(entry, incident, AnyIncident.Policy));
            if (ApprovalMessages.ToAuthor(entry, incident) is { } told)
                MustFit(told);
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Test]
    public void What_the_channel_itself_carries_fits() => Prop.ForAll(AnyIncident.Any, incident =>
        RoomTexts.Topic(incident).Length <= 250
        && MeansOnlyOurs(RoomTexts.Topic(incident))
        && RoomTexts.Purpose(incident).Length <= 250
        && ValidName().IsMatch(RoomTexts.ChannelNameOf(incident))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void Every_form_fits() => Prop.ForAll(AnyIncident.Any, AnyIncident.Words.ToArbitrary(), (incident, words) =>
    {
        ViewDefinition[] views =
        [
            .. Enum.GetValues<FormKind>().Select(FormParts.Skeleton),
            DeclareForm.View(words, words, AnyIncident.Ada.Value, AnyIncident.Policy),
            UpdateForm.View(incident, words, AnyIncident.Policy, DateTimeZone.Utc),
            StatuspageForm.View(incident, words, AnyIncident.Policy, AnyIncident.Settings, Later),
            StatuspageForm.View(incident, null, AnyIncident.Policy, AnyIncident.Settings, Later),
            ResolveForm.View(incident, words),
            CorrectForm.View(incident, new PublicUpdateText(3, PublicState.Identified, words, words, AnyIncident.Noon), AnyIncident.Settings with { HasSubscribers = true }),
            CorrectForm.View(incident, new PublicUpdateText(3, PublicState.Identified, words, words, AnyIncident.Noon), AnyIncident.Settings, mine: words),
            BackfillUpdateForm.View(incident, words, AnyIncident.Policy),
            SendBackForm.View(incident, words),
            BackfillIncidentForm.View(AnyIncident.Policy),
            .. incident.Waiting is { } waiting ? [ConfirmedView.For(incident.Id, waiting, AnyIncident.Policy)] : Array.Empty<ViewDefinition>(),
            ResolveForm.StillMonitoring(incident.Id, new IncidentCommand.Resolve(true, false, words)),
            AddToTimelineForm.View(words),
            HomeView.For([.. Enumerable.Repeat((incident, (IncidentBot.SlackEdge.Rooms.Room?)null), 60)], AnyIncident.Policy, AnyIncident.Settings, Later),
            FormParts.Notice("Declared", Receipts.For(new IncidentChange(null, incident, [new IncidentEvent.Declared(incident.Title, "Major", incident.Phase, null, true, null)], AnyIncident.Ada, Later), AnyIncident.Policy)),
            .. Core.Incidents.Words.IsBlank(words) ? Array.Empty<ViewDefinition>() : [Preview(incident, words)],
        ];
        foreach (var view in views)
            MustBeTaken(BlockKitRules.CheckView(JsonElement.Parse(view.ToJson())), view.ToJson());
        return AddToTimelineForm.OptionFor(incident).Text.Length <= 75;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static ModalViewDefinition Preview(Incident incident, string words)
    {
        var text = PublicText.Complete(TextFit.Cut(words, 2500), PublicState.Identified, Later, true, "support@example.com", AnyIncident.Noon);
        var publish = new IncidentCommand.PublishUpdate(PublicState.Identified, text) { Title = TextFit.Cut(words, 200), NextUpdateBy = Later, Components = incident.Components };
        var overruled = publish with { Overruled = new WordingOverride(TextFit.Cut(words, 300), string.Join(", ", RuleCatalog.Ids)) };
        var findings = new UpdateCheck(WordingChecker.Plain, [], Duration.FromMinutes(30)).Find(publish, AnyIncident.Noon);
        return StatuspageForm.Preview(incident, overruled, findings, new string('a', 32), AnyIncident.Policy, AnyIncident.Settings);
    }

    private static void Always(Func<Incident, IEnumerable<Message>> messages) => Prop.ForAll(AnyIncident.Any, incident =>
    {
        foreach (var message in messages(incident))
            MustFit(message);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void MustFit(Message message)
    {
        var json = JsonElement.Parse(message.ToJson());
        MustBeTaken(BlockKitRules.CheckMessage(json.GetProperty("blocks")), message.ToJson());
        if (!Markdown(json).Append(message.Text).All(MeansOnlyOurs))
            throw new AssertionException($"Mentions or links what nobody meant: {message.ToJson()}");
    }

    private static void MustBeTaken(IReadOnlyList<string> problems, string json)
    {
        if (problems.Count > 0)
            throw new AssertionException($"{string.Join('\n', problems)}\n{json}");
        if (!Markdown(JsonElement.Parse(json)).All(MeansOnlyOurs))
            throw new AssertionException($"Mentions or links what nobody meant: {json}");
    }

    private static IEnumerable<string> Markdown(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Markdown),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueEquals("mrkdwn") => [json.GetProperty("text").GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Markdown(member.Value)),
        _ => [],
    };

    private static bool MeansOnlyOurs(string mrkdwn) =>
        Token().Matches(mrkdwn).All(token => Ours().IsMatch(token.Value)) && !Broadcast().IsMatch(mrkdwn) && !Token().Replace(mrkdwn, "").AsSpan().ContainsAny('<', '>') | Quotes().IsMatch(mrkdwn);

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Token();

    [GeneratedRegex(@"^<(@[UW]0[A-Z]+01|@U0ADA0001|#C0ROOM001|!subteam\^S0(ONCALL1|SUPPORT)|!date\^\d+\^\{[a-z_} {]+\}\|[0-9: UTC-]+|https://(status|help)\.example\.com/[^|]*\|[a-z ]+)>$")]
    private static partial Regex Ours();

    // Inside a word, as in an address, it is none.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])@(channel|here|everyone)\b")]
    private static partial Regex Broadcast();

    // Our own quotes: a line that starts with the mark.
    [GeneratedRegex("^>", RegexOptions.Multiline)]
    private static partial Regex Quotes();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,79}$")]
    private static partial Regex ValidName();
}
