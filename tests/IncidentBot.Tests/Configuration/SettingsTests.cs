using IncidentBot.Configuration;
using IncidentBot.Core.Incidents;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Configuration;

public sealed class SettingsTests
{
    [Test]
    public void Secrets_alone_are_enough_to_start()
    {
        var settings = SettingsOf.Valid();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Slack.ApiBaseUrl.AbsoluteUri, Is.EqualTo("https://slack.com/api/"));
            Assert.That(settings.Slack.AnnouncementChannel, Is.EqualTo("incidents"));
            Assert.That(settings.Policy.Severities.All.Select(severity => severity.Key), Is.EqualTo(new[] { "Critical", "Major", "Minor" }));
            Assert.That(settings.Policy.Severities.Default.Key, Is.EqualTo("Major"));
            Assert.That(settings.Zone, Is.EqualTo(DateTimeZoneProviders.Tzdb["Etc/UTC"]));
        }
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase(null)]
    public void A_missing_secret_says_what_to_set_and_where_to_find_it(string? nothing)
    {
        var problems = SettingsOf.Problems(("Slack:BotToken", nothing), ("Slack:SigningSecret", nothing));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems.Select(problem => problem.Key), Is.EqualTo(new[] { "Slack:BotToken", "Slack:SigningSecrets" }));
            Assert.That(problems[0].Sentence, Does.Contain("Slack__BotToken").And.Contain("OAuth & Permissions"));
            Assert.That(problems[1].Sentence, Does.Contain("Slack__SigningSecret").And.Contain("Basic Information").And.Contain("Slack__AppToken"));
        }
    }

    [Test]
    public void A_token_of_another_kind_is_refused_without_repeating_it()
    {
        var problem = SettingsOf.Problems(("Slack:BotToken", "xapp-1-A012-secretpart")).Single();

        Assert.That(problem.ToString(), Does.Contain("xapp").And.Contain("xoxb-").And.Not.Contain("secretpart"));
    }

    [Test]
    public void An_app_token_stands_in_for_the_signing_secret()
    {
        var settings = SettingsOf.Valid(("Slack:SigningSecret", null), ("Slack:AppToken", "xapp-1-A012-34-abc"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Slack.SigningSecrets, Is.Empty);
            Assert.That(settings.Slack.AppToken, Is.EqualTo("xapp-1-A012-34-abc"));
            Assert.That(settings.Slack.SocketConnections, Is.EqualTo(2));
            Assert.That(settings.Slack.Secrets, Has.Member("xapp-1-A012-34-abc"));
        }
    }

    [TestCase("xoxb-1-2-secretpart", "xapp-")]
    [TestCase("xoxp-1-2-secretpart", "App-Level Tokens")]
    [TestCase("xapp-1-A0 secretpart", "copy it again")]
    public void An_app_token_of_another_kind_is_refused_without_repeating_it(string token, string expected)
    {
        var problem = SettingsOf.Problems(("Slack:AppToken", token)).Single();

        Assert.That(problem.Key, Is.EqualTo("Slack:AppToken"));
        Assert.That(problem.ToString(), Does.Contain(expected).And.Not.Contain("secretpart"));
    }

    [TestCase("0")]
    [TestCase("11")]
    [TestCase("two")]
    public void Slack_allows_one_to_ten_connections(string connections)
    {
        var problem = SettingsOf.Problems(("Slack:SocketConnections", connections)).Single();

        Assert.That(problem.Sentence, Does.Contain($"\"{connections}\"").And.Contain("from 1 to 10"));
    }

    [TestCase("4s")]
    [TestCase("11m")]
    public void A_claim_is_held_for_seconds_or_minutes(string lease)
    {
        var problem = SettingsOf.Problems(("Outbox:ClaimLease", lease)).Single();

        Assert.That(problem.Sentence, Does.Contain("between 5 seconds and 10 minutes"));
    }

    [Test]
    public void Signing_secrets_come_as_one_as_a_list_or_with_commas()
    {
        var settings = SettingsOf.Valid(("Slack:SigningSecrets", "old, new"), ("Slack:SigningSecrets:0", "newer"), ("Slack:SigningSecret", "one"));

        Assert.That(settings.Slack.SigningSecrets, Is.EquivalentTo(new[] { "old", "new", "newer", "one" }));
    }

    [Test]
    public void Printing_the_options_shows_no_secret()
    {
        var settings = SettingsOf.Valid();

        Assert.That($"{settings}", Does.Not.Contain("xoxb-1").And.Not.Contain("8f74"));
    }

    [Test]
    public void All_mistakes_are_told_at_once()
    {
        var problems = SettingsOf.Problems(
            ("Slack:ApiBaseUrl", "slack.com"),
            ("TimeZone", "Europe/Berln"),
            ("Reminders:HeadsUp", "0s"),
            ("Reminders:Cadences:Major:Public", "2h"),
            ("Reminders:Cadences:Majr:Internal", "20m"),
            ("Paging:OnCallGroup", "ops"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems.Select(problem => problem.Key), Is.EquivalentTo(new[]
            {
                "Slack:ApiBaseUrl", "TimeZone", "Reminders:HeadsUp", "Reminders:Cadences:Major:Public", "Reminders:Cadences:Majr", "Paging:OnCallGroup",
            }));
            Assert.That(problems.Single(problem => problem.Key == "TimeZone").Sentence, Does.Contain("Europe/Berlin?"));
            Assert.That(problems.Single(problem => problem.Key.EndsWith("Majr", StringComparison.Ordinal)).Sentence, Does.Contain("Major?"));
        }
    }

    [TestCase("Reminders:HeadUp", "5m", "Reminders:HeadsUp")]
    [TestCase("Slack:BotTokn", "x", "Slack:BotToken")]
    [TestCase("Slack:BotTokn_FILE", "/x", "Slack:BotToken")]
    [TestCase("Severities:Major:Rnk", "2", "Severities:Major:Rank")]
    [TestCase("Reminders:Cadences:Major:Pubic", "20m", "Reminders:Cadences:Major:Public")]
    public void A_misspelt_key_gets_the_nearest_right_one(string key, string value, string nearest)
    {
        var problem = SettingsOf.Problems((key, value)).Single();

        Assert.That(problem.Key, Is.EqualTo(key));
        Assert.That(problem.Sentence, Does.Contain($"did you mean {nearest}?"));
    }

    [Test]
    public void An_unrelated_variable_that_bears_a_sections_name_is_left_alone()
    {
        Assert.That(() => SettingsOf.Valid(("Support", "yes"), ("SSL_CERT_FILE", "/x"), ("Unrelated:Key", "x")), Throws.Nothing);
    }

    [Test]
    public void Cadences_are_set_per_severity_down_to_seconds()
    {
        var settings = SettingsOf.Valid(("Reminders:Cadences:Critical:Internal", "00:00:05"), ("Reminders:Cadences:critical:Public", "7s"));

        var cadence = settings.Policy.Severities.Get("Critical").Cadence;
        Assert.That((cadence.Internal, cadence.Public), Is.EqualTo((Duration.FromSeconds(5), Duration.FromSeconds(7))));
    }

    [Test]
    public void R34_customers_never_wait_longer_than_an_hour()
    {
        var problems = SettingsOf.Problems(("Reminders:PublicCeiling", "61m"));

        Assert.That(problems.Single().Key, Is.EqualTo("Reminders:PublicCeiling"));
    }

    [Test]
    public void A_lower_ceiling_shortens_the_cadences_nobody_set()
    {
        var settings = SettingsOf.Valid(("Reminders:PublicCeiling", "20m"));

        Assert.That(settings.Policy.Severities.All.Select(severity => severity.Cadence.Public), Is.All.EqualTo(Duration.FromMinutes(20)));
    }

    [Test]
    public void R70_a_team_replaces_our_severities_by_its_own()
    {
        var settings = SettingsOf.Valid(
            ("Severities:Minor:Enabled", "false"),
            ("Severities:Major:Enabled", "false"),
            ("Severities:Sev2:Rank", "2"),
            ("Severities:Sev2:Meaning", "Many are slowed down."),
            ("Severities:Sev2:Contractual", "Severity 1"),
            ("Severities:Sev2:Paging", "never"));

        var own = settings.Policy.Severities.All[1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Policy.Severities.All.Select(severity => severity.Key), Is.EqualTo(new[] { "Critical", "Sev2" }));
            Assert.That(own.Contractual, Is.EqualTo("Severity 1"));
            Assert.That(own.Paging, Is.EqualTo(PagingRule.Never));
        }
    }

    [Test]
    public void Severities_that_cannot_be_a_catalog_are_told_apart()
    {
        var problems = SettingsOf.Problems(("Severities:Sev9:Rank", "1"), ("Severities:Critical:Workflow", "false"), ("Severities:Major:Workflow", "false"), ("Severities:Sev9:Workflow", "no"));

        Assert.That(problems.Select(problem => problem.Key), Is.EquivalentTo(new[] { "Severities:Sev9:Meaning", "Severities:Sev9:Workflow", "Severities:Sev9:Rank" }));
    }

    [Test]
    public void No_severity_to_run_as_an_incident_is_refused()
    {
        var problem = SettingsOf.Problems(("Severities:Critical:Workflow", "false"), ("Severities:Major:Workflow", "false")).Single();

        Assert.That(problem.Sentence, Does.Contain("Workflow=true"));
    }

    [Test]
    public void Components_stand_in_order_and_keep_their_id_when_renamed()
    {
        var before = SettingsOf.Valid(("StatusPage:Components:web:Name", "Website"), ("StatusPage:Components:api:Name", "API"), ("StatusPage:Components:api:Position", "1"));
        var after = SettingsOf.Valid(("StatusPage:Components:WEB:Name", "Web app"), ("StatusPage:Components:WEB:Group", "Apps"));

        var web = before.StatusPage.Components.All[1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Policy.Components.All.Select(component => component.Name), Is.EqualTo(new[] { "API", "Website" }));
            Assert.That(web.Id, Does.Match("^[a-z0-9]{12}$"));
            Assert.That(after.StatusPage.Components.All.Single().Id, Is.EqualTo(web.Id));
        }
    }

    [Test]
    public void A_severity_is_one_short_word_because_people_type_it()
    {
        var name = new string('x', 41);

        var problems = SettingsOf.Problems(($"Severities:{name}:Rank", "9"), ($"Severities:{name}:Meaning", "Too long to type."));

        Assert.That(problems.Select(problem => problem.ToString()), Has.Some.StartWith($"Severities:{name}").And.Some.Contains("one word of at most 40 characters"));
    }
}
