using IncidentBot.Configuration;
using IncidentBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;
using NodaTime;

namespace IncidentBot.Tests.Storage;

internal sealed class StorageModuleTests
{
    [Test]
    public async Task The_host_opens_the_configured_file_and_lets_it_go()
    {
        await using var file = new DatabaseFile();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddStorage(new StorageOptions { Path = file.Path });
        var host = builder.Build();

        await host.StartAsync();
        var whileRunning = Assert.Throws<StorageUnavailableException>(() => file.Open());
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        Assert.That(whileRunning, Is.Not.Null);
        Assert.That(() => file.Open(), Throws.Nothing);
    }

    [Test]
    public async Task The_bundled_SQLite_serves_whatever_the_system_has()
    {
        await using var file = new DatabaseFile();

        var version = await file.Open().ReadAsync(session => session.SingleAsync<string>("select sqlite_version()"), CancellationToken.None);

        Assert.That(Version.Parse(version), Is.GreaterThanOrEqualTo(new Version(3, 53)));
        if (OperatingSystem.IsLinux())
            Assert.That(await File.ReadAllTextAsync("/proc/self/maps"), Does.Contain("libe_sqlite3").And.Not.Contain("libsqlite3"));
    }

    [Test]
    public async Task The_clock_survives_the_database()
    {
        await using var file = new DatabaseFile();
        file.Time.Move(TimeSpan.FromTicks(1_234));

        var stored = await file.Open().ReadAsync(
            session => session.SingleAsync<Instant?>("select @now", new { now = file.Clock.Now }), CancellationToken.None);

        Assert.That(stored, Is.EqualTo(file.Clock.Now));
    }
}
