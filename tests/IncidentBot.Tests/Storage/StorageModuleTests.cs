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
    public void The_systems_engine_is_preferred_and_knows_returning()
    {
        var engine = SystemSqlite.Use();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Version.Parse(engine.Version), Is.GreaterThanOrEqualTo(new Version(3, 35)));
            if (OperatingSystem.IsLinux() && System.Runtime.InteropServices.NativeLibrary.TryLoad("libsqlite3.so.0", out _))
                Assert.That(engine.Source, Is.EqualTo("libsqlite3.so.0"));
        }
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
