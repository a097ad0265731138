using System.Text.RegularExpressions;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Observability;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.StaticMirror;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Tests.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

internal sealed class StaticMirrorTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Path.Combine(Directory.CreateTempSubdirectory("incidentbot-copy-").FullName, "copy");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Test]
    public async Task A_published_update_is_in_the_copy_with_relative_links()
    {
        await using var page = await OpenAsync();
        await Eventually.IsTrueAsync(() => File.Exists(At("index.html")));
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking, see =\"/status\" and <a href=\"/status\">.", "Slow pages");

        // The copy is complete when no file is in the making any more.
        await Eventually.IsTrueAsync(() => File.Exists(At("status/incidents/1/index.html"))
            && Read("index.html").Contains("Slow pages", StringComparison.Ordinal)
            && !Directory.EnumerateFiles(folder, "*.unfinished", SearchOption.AllDirectories).Any());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read("index.html"), Does.Contain("This is a copy").And.Contain("data-age").And.Contain("href=\"status/incidents/1/index.html\"").And.Contain("href=\"status.css?v="));
            Assert.That(Read("status/incidents/1/index.html"), Does.Contain("href=\"../../../status/index.html\"").And.Contain("href=\"../../../status.css?v=").And.Contain("=&quot;/status&quot;"));
            Assert.That(Read("index.html") + Read("status/incidents/1/index.html") + Read("status.md"), Does.Contain("14 March 2026, 09:56 UTC").And.Not.Contain("in 30 min"), "the time of reading is unknown");
            Assert.That(Read("api/v2/summary.json"), Does.Contain("Slow pages").And.Contain("\"copied_at\":\"2026-03-14T09:26:53.589Z\""));
            Assert.That(Read("history.atom"), Does.Contain("https://status.example.com/status/incidents/1"));
            Assert.That(Read("history.atom"), Does.Contain("This is a copy, written 14 March 2026, 09:26 UTC."));
            Assert.That(Read("history.rss"), Does.Contain("This is a copy, written 14 March 2026, 09:26 UTC."));
            Assert.That(Read("status.md"), Does.Contain("This is a copy").And.Contain("Written 14 March 2026, 09:26 UTC"));
            Assert.That(Read("status/badge.svg"), Does.Contain("written 14 March 2026, 09:26 UTC"));
            Assert.That(Read("status/banner.json"), Does.Contain("\"copied_at\":\"2026-03-14T09:26:53.589Z\""));
            foreach (var file in new[] { "history.rss", "status.md", "status.css", "status.js", "status.svg", "status/uptime/index.html", "status/follow/index.html", "status/badge.svg", "api/v2/incidents.json" })
                Assert.That(File.Exists(At(file)), Is.True, file);
        }
    }

    [Test]
    public async Task Every_link_inside_the_copy_leads_to_one_of_its_files()
    {
        await using var page = await OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", "Slow pages");
        await Eventually.IsTrueAsync(() => File.Exists(At("status/incidents/1/index.html")) && File.Exists(At("index.html")));

        Assert.That(BrokenLinks(), Is.Empty);
    }

    [Test]
    public async Task The_copy_has_a_year_of_months_with_all_their_incidents()
    {
        await using var page = await PublicPage.OpenAsync(settings: new StatusPageSettings("Example", new Uri("https://status.example.com"), null));
        foreach (var number in Enumerable.Range(1, 15))
        {
            await page.DeclareAsync(number);
            await page.PublishAsync(number, PublicState.Investigating, "Looking.", $"Story {number}");
            await page.DoAsync(number, new IncidentCommand.MarkFalsePositive());
            page.Time.Move(TimeSpan.FromDays(31));
        }

        await WriteAsync(page);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Directory.EnumerateDirectories(At("status/history")), Has.Exactly(12).Items);
            Assert.That(Read("status/history/2026-07/index.html"), Does.Contain("Older incidents are not in this copy.").And.Contain("href=\"../../../status/history/2026-08/index.html\""));
            Assert.That(Read("status/history/2027-01/index.html"), Does.Contain("Story 11").And.Contain("href=\"../../../status/incidents/11/index.html\""));
            Assert.That(Read("status/history/index.html"), Does.Contain("June 2027"));
            Assert.That(Directory.EnumerateDirectories(At("status/incidents")), Has.Exactly(15).Items, "the newest fifty are included at any age");
        }
    }

    [Test]
    public async Task A_very_long_history_is_copied_in_part_without_dead_links()
    {
        await using var page = await PublicPage.OpenAsync(settings: new StatusPageSettings("Example", new Uri("https://status.example.com"), null));
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", "The first");
        await page.ExecuteAsync(ManyIncidents);
        await page.ExecuteAsync(TheirUpdates);
        page.Time.Move(TimeSpan.FromDays(20));

        await WriteAsync(page);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Directory.EnumerateDirectories(At("status/incidents")).Count(), Is.EqualTo(502), "the month's incidents, one more as a sign of more, and the open one");
            Assert.That(Read("status/history/2026-03/index.html"), Does.Contain("the newest 500 of this month").And.Contain("Older incidents are not in this copy."));
            Assert.That(BrokenLinks(), Is.Empty);
        }
    }

    [Test]
    public async Task An_incident_that_is_no_longer_public_is_removed_from_the_copy()
    {
        await using var page = await OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Vault words.", "Vault");
        await Eventually.IsTrueAsync(() => File.Exists(At("status/incidents/1/index.html")));

        await page.ExecuteAsync("update incident set is_security = is_security or true where id = 1");

        await Eventually.IsTrueAsync(() => !File.Exists(At("status/incidents/1/index.html")));
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList();
        Assert.That(files.Where(file => File.ReadAllText(file).Contains("Vault", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task The_operators_command_runs_in_the_folder_after_each_writing()
    {
        await using var page = await OpenAsync("cp index.html ../taken.html; echo done");

        await Eventually.IsTrueAsync(() => File.Exists(At("../taken.html")));

        await Eventually.IsTrueAsync(() => ReadinessOf(page).State.StartsWith("written", StringComparison.Ordinal));
    }

    [TestCase("echo no; exit 3", "it ended with code 3")]
    [TestCase("sleep 60", "it took longer than 1 s and was ended")]
    public async Task A_failing_command_is_reported_and_the_page_stays_ready(string command, string problem)
    {
        await using var page = await OpenAsync(command);

        await Eventually.IsTrueAsync(() => ReadinessOf(page).State.Contains(problem, StringComparison.Ordinal));

        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", "Slow pages");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ReadinessOf(page).IsReady, Is.True);
            Assert.That(await page.Http.GetStringAsync("/status"), Does.Contain("Slow pages"));
        }
    }

    [Test]
    public async Task The_copy_is_written_after_a_change_and_every_five_minutes_and_not_in_between()
    {
        await using var page = await OpenWithoutServiceAsync();
        var service = ActivatorUtilities.CreateInstance<MirrorService>(page.Services);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await IsWrittenAsync(service), Is.True, "at the start");
            Assert.That(await IsWrittenAsync(service), Is.False, "nothing changed");
            page.Time.Move(TimeSpan.FromSeconds(40));
            Assert.That(await IsWrittenAsync(service), Is.False, "the same snapshot was read again");
            page.Time.Move(TimeSpan.FromMinutes(5));
            Assert.That(await IsWrittenAsync(service), Is.True, "the interval is over");
            await page.DeclareAsync(1);
            await page.PublishAsync(1, PublicState.Investigating, "Looking.", "Slow pages");
            Assert.That(await IsWrittenAsync(service), Is.True, "an update was published");
            page.Database.IsAway = true;
            page.Time.Move(TimeSpan.FromSeconds(40));
            Assert.That(await IsWrittenAsync(service), Is.True, "the database is unreachable");
            page.Time.Move(TimeSpan.FromSeconds(40));
            Assert.That(await IsWrittenAsync(service), Is.False, "it is still unreachable");
        }
    }

    [Test]
    public async Task An_unreadable_past_is_reported_as_such_and_read_again_soon()
    {
        await using var page = await OpenWithoutServiceAsync();
        await page.Http.GetStringAsync("/status");
        var service = ActivatorUtilities.CreateInstance<MirrorService>(page.Services);
        page.Database.IsAway = true;

        var isWritten = await IsWrittenAsync(service);
        var problem = ReadinessOf(page).State;
        page.Database.IsAway = false;
        page.Time.Move(TimeSpan.FromSeconds(40));
        var isWrittenAgain = await IsWrittenAsync(service);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((isWritten, isWrittenAgain), Is.EqualTo((true, true)));
            Assert.That(problem, Does.Contain("the archive could not be read from the database (StorageUnavailableException)").And.Not.Contain("folder"));
            Assert.That(ReadinessOf(page).State, Does.StartWith("written"));
        }
    }

    [Test]
    public async Task With_an_unreadable_past_the_copy_keeps_the_known_past_that_is_still_public()
    {
        await using var page = await OpenWithoutServiceAsync();
        foreach (var number in new[] { 1, 2 })
        {
            await page.DeclareAsync(number);
            await page.PublishAsync(number, PublicState.Investigating, "Looking.", $"Story {number}");
        }

        var writer = page.Services.GetRequiredService<MirrorWriter>();
        await writer.WriteAsync(await SnapshotOfAsync(page), CancellationToken.None);
        page.Time.Move(TimeSpan.FromDays(31));
        await page.ExecuteAsync("update incident set is_security = is_security or true where id = 1");
        var snapshot = await SnapshotOfAsync(page);
        page.Database.IsAway = true;

        var written = await writer.WriteAsync(snapshot, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(written.Problem, Does.Contain("could not be read"));
            Assert.That(Read("status/history/2026-03/index.html"), Does.Contain("Story 2").And.Not.Contain("Story 1"));
            Assert.That((File.Exists(At("status/incidents/1/index.html")), File.Exists(At("status/incidents/2/index.html"))), Is.EqualTo((false, true)));
            Assert.That(BrokenLinks(), Is.Empty);
        }
    }

    [Test]
    public async Task A_database_that_hangs_does_not_stop_the_copy()
    {
        await using var page = await OpenWithoutServiceAsync();
        var snapshot = await SnapshotOfAsync(page);
        var writer = ActivatorUtilities.CreateInstance<MirrorWriter>(page.Services, new HastyTime());
        page.Database.IsHanging = true;

        var written = await writer.WriteAsync(snapshot, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(written.Problem, Does.Contain("could not be read from the database (TimeoutException)"));
            Assert.That(File.Exists(At("index.html")), Is.True);
        }
    }

    /// <summary>The services of the copy; only the test writes it.</summary>
    private Task<PublicPage> OpenWithoutServiceAsync() => PublicPage.OpenAsync(
        settings: new StatusPageSettings("Example", new Uri("https://status.example.com"), null),
        also: services => services
            .AddSingleton(new MirrorSettings(folder, null, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)))
            .AddSingleton<MirrorWriter>().AddSingleton<MirrorCommand>()
            .AddReadiness<MirrorState>("status copy"));

    private static async Task<PublicSnapshot> SnapshotOfAsync(PublicPage page) => await page.Services.GetRequiredService<SnapshotSource>().ReadAsync(CancellationToken.None);

    private async Task<bool> IsWrittenAsync(MirrorService service)
    {
        File.Delete(Directory.Exists(folder) ? At("index.html") : folder);
        await service.CopyAsync(CancellationToken.None);
        return File.Exists(At("index.html"));
    }

    private Task<PublicPage> OpenAsync(string? command = null) => PublicPage.OpenAsync(settings: new StatusPageSettings("Example", new Uri("https://status.example.com"), null)
    {
        Copy = new MirrorSettings(folder, command, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
    });

    /// <summary>Writes the copy once, for a page without the service.</summary>
    private async Task WriteAsync(PublicPage page)
    {
        var writer = ActivatorUtilities.CreateInstance<MirrorWriter>(page.Services, new MirrorSettings(folder, null, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
        await writer.WriteAsync(await page.Services.GetRequiredService<SnapshotSource>().ReadAsync(CancellationToken.None), CancellationToken.None);
    }

    private List<string> BrokenLinks() =>
    [
        .. Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).SelectMany(file =>
            Regex.Matches(File.ReadAllText(file), "(?:href|src|action)=\"([^\":#]+)\"").Select(match => match.Groups[1].Value.Split('?')[0])
                .Where(link => !File.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link)))).Select(link => $"{link} in {file}")),
    ];

    private const string ManyIncidents =
        """
        with recursive n(i) as (select 2 union all select i + 1 from n where i < 700)
        insert into incident (id, version, title, severity, phase, declared_by, declared_at, customer_impact, impact_number, is_private, is_security,
            last_promise, last_public_update_at, public_state, public_title, public_updates, components, run, run_since, ended_at)
        select n.i, 1, 'x', 'Major', i.phase, 'U1', i.declared_at, i.customer_impact, 0, i.is_private, i.is_security, 0, i.last_public_update_at, 'resolved', 'Again', 1, '{}', 1, 0, i.declared_at
        from n, incident i
        where i.id = 1
        """;

    private const string TheirUpdates =
        """
        insert into public_update (incident_id, number, state, title, body, components, published_at, published_by)
        select i.id, 1, 'resolved', 'Again', 'Over.', '{}', i.declared_at, 'U1'
        from incident i
        where i.id > 1
        """;

    private static HealthCheckResult ReadinessOf(PublicPage page) => page.Services.GetRequiredService<MirrorState>().LookAsync().GetAwaiter().GetResult();

    private string At(string path) => Path.Combine(folder, path);

    private string Read(string path) => File.ReadAllText(At(path));
}
