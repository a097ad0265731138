using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Fixtures;

internal static class ContentFixtures
{
    private static readonly Instant Now = FixtureList.Now;

    private static readonly Func<PublicPost, PublicPost> Later = Thread("We know of a problem and are investigating.");

    public static IEnumerable<Fixture> All =>
    [
        .. new FixtureList("IMPACT-MISSING", PostState.Investigating)
            .Lacks("We are currently looking into this issue.", FindingLevel.Error)
            .Lacks("There are problems with some services. We are investigating.")
            .Lacks("We are aware of problems with some services.")
            .Lacks("We are investigating an issue with the Dashboard.")
            .Lacks("We found the cause and are working on a fix.", null, post => Thread("We know of a problem.")(post) with { State = PostState.Identified })
            .Lacks("We are investigating a problem with Webhooks.", null, Later)
            .Good("Sign-in fails with error 500 for some accounts.")
            .Good("We are investigating degraded performance of the Dashboard.")
            .Good("Customers in the EU have trouble loading reports.")
            .Good("Webhooks arrive up to ten minutes late.")
            .Good("You may see error 500 while you update projects with more than five members.")
            .Good("We know that something is wrong and are investigating. Next update in 15 minutes.")
            .Good("We are aware of a problem with the Dashboard and are investigating.")
            .Good("We are looking further.", Later)
            .Good("We found the cause and are working on a fix.", post => Thread("Sign-in fails.")(post) with { State = PostState.Identified })
            .Good("This incident has been resolved.", post => post with { State = PostState.Resolved }),
        .. new FixtureList("SCOPE-VAGUE")
            .Bad("Some users see errors.", "Some users", FindingLevel.Warning, Later)
            .Bad("A subset of customers is affected.", "A subset of customers is affected", null, Later)
            .Bad("Some Acme services are slow.", "Some Acme services", null, Later)
            .Bad("We are working on the issue.", "the issue", null, Later)
            .Bad("We see degraded performance of the Dashboard.", "degraded performance", FindingLevel.Hint, Later)
            .Good("Some users see errors on the Dashboard.", Later)
            .Good("About 5% of requests fail.", Later)
            .Good("Some users in the EU see errors.", Later)
            .Good("Some people are unable to upload pictures.", Later)
            .Good("We are working on the issue.", Thread("The API fails with error 500."))
            .Good("Some users see errors.")
            .Good("Some users see errors.", post => post with { Previous = [new EarlierPost("We know of a problem.", PostState.Investigating, Now - Duration.FromMinutes(8))] }),
        .. new FixtureList("SCOPE-UNAFFECTED")
            .Lacks("The API fails with error 500. We are moving traffic.", FindingLevel.Hint)
            .Lacks("Webhooks are late.")
            .Lacks("We found the cause of slow pages.", null, Later)
            .Good("The API fails with error 500. The Dashboard is not affected.")
            .Good("Webhooks are late. All other parts work as normal.")
            .Good("Webhooks are late; nothing else is affected.")
            .Good("Webhooks are late.", Thread("Webhooks are late. The API is not affected."))
            .Good("Webhooks are late.", post => post with { State = PostState.Monitoring }),
        .. new FixtureList("ACTION-MISSING")
            .Lacks("Sign-in fails for all customers.", FindingLevel.Warning)
            .Lacks("Users who work remotely see error 500.")
            .Lacks("Sorry for the trouble. Next update by 15:00 UTC.")
            .Lacks("We are aware of it and will keep you updated.")
            .Good("We are looking for the cause.")
            .Good("We are still searching for the cause.")
            .Good("Sign-in fails. We are rolling back.")
            .Good("Our team is looking into slow builds.")
            .Good("We have restarted the API and are testing it.")
            .Good("We are reindexing the catalogue.")
            .Good("The corrected settings are live everywhere.")
            .Good("The rebuild is 60% complete.")
            .Good("Waiting mail is being delivered.")
            .Good("Power has been restored in both halls.")
            .Good("A fix is being rolled out.")
            .Good("Our engineers have found the cause.")
            .Good("It is over.", post => post with { State = PostState.Resolved }),
        .. new FixtureList("WORKAROUND-ASK")
            .Lacks("Sign-in fails. We are moving traffic.", FindingLevel.Hint, post => post with { Workaround = "Use a recovery code." })
            .Lacks("Uploads fail.", null, post => post with { Workaround = "Upload by the API.", IsWorkaroundSafe = true, State = PostState.Monitoring })
            .Bad("Sign-in fails. As a workaround use a recovery code.", "workaround", FindingLevel.Warning, post => post with { Workaround = "Use a recovery code.", IsWorkaroundSafe = false })
            .Good("Sign-in fails. As a workaround use a recovery code.", post => post with { Workaround = "Use a recovery code.", IsWorkaroundSafe = true })
            .Good("Sign-in fails. In the meantime you can use a recovery code.", post => post with { Workaround = "Use a recovery code." })
            .Good("Sign-in fails. We are moving traffic.", post => post with { Workaround = "Use a recovery code.", IsWorkaroundSafe = false })
            .Good("Sign-in fails. We are moving traffic."),
        .. new FixtureList("SUPPORT-MISSING", PostState.Investigating)
            .Lacks("Sign-in fails. We are investigating.", FindingLevel.Error)
            .Lacks("Sign-in fails. Questions: help@example.org.")
            .Lacks("Sign-in fails. Please contact support.")
            .Good("Sign-in fails. Questions: support@example.com.")
            .Good("Sign-in fails. Write to SUPPORT@EXAMPLE.COM if you need help.")
            .Good("Sign-in fails. We are investigating.", Later)
            .Good("It is over.", post => post with { State = PostState.Resolved }),
        .. new FixtureList("NEW-PROBLEM-INVITE", PostState.Resolved)
            .Lacks("This incident has been resolved.", FindingLevel.Error)
            .Lacks("All of it works as normal again.")
            .Lacks("The fix is out and sign-in works.")
            .Lacks("We found the cause.", FindingLevel.Hint, post => post with { State = PostState.Identified })
            .Good("This is resolved. If you still see errors, contact us at support@example.com.")
            .Good("All of it works again. Tell us if it does not for you.")
            .Good("Fixed. Please reach out if you see anything else.")
            .Good("Should mail still be missing, write to support@example.com.")
            .Good("We found the cause. If you notice anything else, please tell us.", post => post with { State = PostState.Identified })
            .Good("We found the cause.", post => Thread("Tell us if you see anything else.")(post) with { State = PostState.Identified })
            .Good("We are watching it.", post => post with { State = PostState.Monitoring }),
        .. new FixtureList("CAUSE-EARLY", PostState.Investigating)
            .Bad("Sign-in fails because of a bad change.", "because of", FindingLevel.Warning)
            .Bad("Errors are caused by a broken disk. We are investigating.", "caused by")
            .Bad("Pages are slow due to high load.", "due to")
            .Bad("The root cause is a full disk.", "root cause is")
            .Good("We are investigating the root cause.")
            .Good("We are trying to find out what the errors are caused by.")
            .Good("The cause is not yet known.")
            .Good("Some builds wait due to planned maintenance.")
            .Good("Sorry for the trouble caused by this.")
            .Good("Orders are late due to this issue.")
            .Good("Sign-in fails because of a bad change.", post => post with { State = PostState.Identified }),
        .. new FixtureList("BLAME")
            .Bad("The errors come from human error.", "human error", FindingLevel.Error)
            .Bad("An engineer accidentally removed a record.", "engineer accidentally")
            .Bad("This is the network team's mistake.", "team's mistake")
            .Bad("An abusive customer slowed down all others.", "abusive customer")
            .Bad("Our provider's negligence took sign-in down.", "provider's negligence", FindingLevel.Warning)
            .Bad("This is outside our control.", "outside our control", FindingLevel.Warning)
            .Good("A provider we use is failing; we are routing around it.")
            .Good("AWS is having an outage in one region, and we are moving traffic.")
            .Good("Our engineers deleted the faulty rule, and sign-in works.")
            .Good("Users see error 500 when they save.")
            .Good("The fix was deployed by our engineers, who made a change to the network.")
            .Good("A background worker failed to start, and the package manager broke builds.")
            .Good("There is nothing to do for you.")
            .Good("Customers should sign in again.")
            .Good("The support team is ready to help you."),
        .. new FixtureList("JARGON")
            .Bad("A shard is down.", "shard", FindingLevel.Warning)
            .Bad("We are moving pods to another cluster.", "pods")
            .Bad("After a failover the p99 is high.", "failover")
            .Bad("We added a read replica.", "read replica")
            .Bad("We restart redis.", "redis", null, post => post with { Kind = PostKind.Maintenance, State = PostState.Scheduled })
            .Good("Your projects can be updated if you pass the --skip-checks flag.")
            .Good("We are rolling back the change.")
            .Good("Cluster Manager and Load Balancers can be used again.")
            .Good("The Managed Kubernetes service does not create new projects.")
            .Good("A shard was down.", post => post with { State = PostState.Resolved })
            .Good("A shard was down.", post => post with { Kind = PostKind.Postmortem, State = PostState.Postmortem })
            .Good("Podcasts and clusterings are normal words."),
        .. new FixtureList("LENGTH")
            .Lacks(string.Concat(Enumerable.Repeat("Sign-in fails for accounts in the EU and we move traffic, ", 12)), FindingLevel.Warning)
            .Lacks("Sign-in is slow. Pages are slow. Search is slow. Mail is slow. Builds are slow. We are adding machines.")
            .Lacks(string.Concat(Enumerable.Repeat("Sign-in fails for accounts in the EU and we move traffic, ", 500)), FindingLevel.Error)
            .Lacks("Sign-in fails.", null, post => post with { Title = new string('x', 81) })
            .Lacks(new string('x', 300), null, post => post with { Channel = PostChannel.Sms })
            .Good("Sign-in is slow. Pages are slow. Search is slow. Mail is slow. We are adding machines.")
            .Good("Sign-in fails.", post => post with { Title = new string('x', 80) })
            .Good("Mail sent at 08:15 UTC, v2.1.3 of the app and example.com. Sign-in, e.g. by mail, fails. We look into it.")
            .Good(string.Concat(Enumerable.Repeat("Sign-in fails for accounts in the EU and we move traffic, ", 12)), post => post with { State = PostState.Resolved }),
    ];

    private static Func<PublicPost, PublicPost> Thread(params string[] texts) => post => post with
    {
        Previous = [.. texts.Select((text, index) => new EarlierPost(text, PostState.Investigating, Now - Duration.FromMinutes(30 * (texts.Length - index))))],
    };
}
