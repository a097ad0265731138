using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Fixtures;

/// <summary>The former errors of the rules on updates of real status pages, each in our own words.</summary>
internal static class FieldFixtures
{
    // 14:00 UTC is 09:00 in New York and 06:00 in San Francisco.
    private static readonly Instant Now = FixtureList.Now;

    public static IEnumerable<Fixture> All => [.. Promises, .. States, .. Impacts, .. Deeds, .. Others];

    private static IEnumerable<Fixture> Promises =>
    [
        .. new FixtureList("NEXT-TOO-FAR")
            .Bad("The next update comes by 06:40 US/Pacific.", "06:40", FindingLevel.Warning)
            .Bad("We will write again by Monday, 2026-03-02 11:00 ET.", "11:00", FindingLevel.Error)
            .Bad("More by 8 AM PT.", "8 AM", FindingLevel.Error)
            .Good("The next update comes by 06:25 US/Pacific.")
            .Good("More by 9:30 AM ET."),
        .. new FixtureList("NEXT-BROKEN")
            .Lacks("Sign-in still fails. Next update by 14:30 UTC.", FindingLevel.Warning, Before("Next update by 05:45 PT."))
            .Good("Sign-in still fails. Next update by 14:30 UTC.", Before("Next update by 06:00 PT."))
            .Good("Sign-in still fails. Next update by 14:30 UTC.", Before("Updates to tags may be late by about 10 minutes.")),
        .. new FixtureList("NEXT-MISSING")
            .Lacks("Updates to tags may reach the search late by about 10 minutes. We are adding machines.")
            .Lacks("Updates to prices show after an hour. We are on it."),
        .. new FixtureList("NEXT-VAGUE")
            .Bad("We will post an update as our investigation moves on.", "as our investigation moves on")
            .Bad("We will update here when latency is normal.", "when latency is normal")
            .Good("The station will be back online shortly. Next update by 14:30 UTC."),
        .. new FixtureList("ETA-FIRM")
            .Good("The team will begin a complete review within twelve hours.")
            .Good("We will start to return to single-tenant storage in two hours."),
    ];

    private static IEnumerable<Fixture> States =>
    [
        .. new FixtureList("STATE-BACK", PostState.Investigating)
            .Good("We found additional issues with uploads and are looking into them.", post => post with { Previous = [new EarlierPost("We have found the cause.", PostState.Identified)] }),
        .. new FixtureList("STATE-RESOLVED-EARLY", PostState.Monitoring)
            .Bad("The problem should have been resolved for everyone as of 13:50 UTC. We are watching it.", "resolved")
            .Bad("The issues at our model provider have been resolved. We will continue to monitor.", "resolved")
            .Good("It should have been resolved by 13:00 UTC, and is not.")
            .Good("The delays of logs are resolved. We are still working on those of metrics.")
            .Bad("Late starts on Linux have been resolved. We are investigating the cause.", "resolved")
            .Good("Late starts on Linux have been resolved. We are investigating those on Windows.")
            .Good("Late e-mails have been resolved. We are continuing to restore the search."),
    ];

    private static IEnumerable<Fixture> Impacts =>
    [
        .. new FixtureList("IMPACT-MISSING")
            .Lacks("We know the cause and took steps that prevent it from happening again.")
            .Lacks("We are moving traffic from one region to another. We are investigating this.")
            .Good("Signatures are not being returned by `fetch`.")
            .Good("We look into high error-rates of the preview of pictures.")
            .Good("Some lists were not correctly displayed in the Dashboard.")
            .Good("A fault prevents members and bots from writing messages.")
            .Good("This impacts members' ability to write messages.")
            .Good("You may need to reload the page to see new messages.")
            .Good("You may have problems managing addresses in the Dashboard.")
            .Good("Charges for hosted machines are higher-than-expected.")
            .Good("Some watches show a \"no data\" state, and alerts are unreliable.")
            .Good("Some maps are displaying the words \"key required\".")
            .Good("We are investigating a fault affecting the availability of the API.")
            .Good("The servers are not online yet.")
            .Good("Sessions that are open may not be seeing new messages."),
        .. new FixtureList("CAUSE-EARLY", PostState.Investigating)
            .Bad("The errors were triggered by a change of settings.", "triggered by")
            .Good("Builds triggered by a push end with an error.")
            .Good("To prevent false alarms caused by late data, we paused them.")
            .Good("Builds fail due to timeouts."),
        .. new FixtureList("DATA-LOSS", PostState.Resolved)
            .Lacks("It works again.", null, Before("Some records are missing."))
            .Good("It works again.", Before("Some records are late. No data was lost.")),
    ];

    private static IEnumerable<Fixture> Deeds =>
    [
        .. new FixtureList("ACTION-MISSING")
            .Lacks("We are continuing to see slow pages.")
            .Good("We are continuing to deploy a change that speeds it up.")
            .Good("We are continuing to process the queue.")
            .Good("We are continuing recovery operations.")
            .Good("We have a fix in place, and some of you still see errors.")
            .Good("Mail is deferred. We will continue retrying.")
            .Good("Urgent maintenance is now in effect.")
            .Good("We are in the process of pruning old builds.")
            .Good("Shutting down the third machine, which takes no work.")
            .Good("The queue is late. Our host is starting to rebuild it."),
        .. new FixtureList("RESOLVED-ACTION", PostState.Resolved)
            .Good("It works again. We recommend running two resolvers."),
    ];

    private static IEnumerable<Fixture> Others =>
    [
        .. new FixtureList("TIME-NO-ZONE", PostState.Postmortem)
            .Bad("05:15: the first alarm.", "05:15")
            .Good("05:15 UTC: the first alarm."),
        .. new FixtureList("SEASON-REGION")
            .Bad("It lasts until Christmas.", "Christmas")
            .Good("Domains that end in \"christmas\" cannot be registered."),
        .. new FixtureList("TONE-EXCITED")
            .Bad("It is broken, lol.", "lol")
            .Good("Domains that end in \"lol\" cannot be registered."),
        .. new FixtureList("PLACEHOLDER")
            .Bad("[component] fails.", "[component]")
            .Bad("[service.name] fails.", "[service.name]")
            .Bad("It began at [time.utc].", "[time.utc]")
            .Good("[support.example.com] Tickets open slowly.")
            .Good("[ci.example.com] Builds wait longer."),
        .. new FixtureList("PROMISE")
            .Bad("It will not recur.", "will not recur", FindingLevel.Warning)
            .Good("We will continue to monitor the queue to ensure that it does not recur.")
            .Good("We wait for the confirmation of the carrier that it will not recur."),
        .. new FixtureList("LEAK-INTERNAL")
            .Bad("Builds wait (see <https://jenkins.example.net/job/7>).", "https://jenkins.example.net/job/7")
            .Bad("See https://ourjenkins.io/job/7 for more.", "https://ourjenkins.io/job/7")
            .Good("We move the machine of <https://updates.jenkins.io>."),
    ];

    private static Func<PublicPost, PublicPost> Before(string text) =>
        post => post with { Previous = [new EarlierPost(text, PostState.Investigating, Now - Duration.FromMinutes(40))] };
}
