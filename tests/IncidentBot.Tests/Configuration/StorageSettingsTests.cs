using IncidentBot.Configuration;
using IncidentBot.Observability;
using NUnit.Framework;

namespace IncidentBot.Tests.Configuration;

public sealed class StorageSettingsTests
{
    private const string Server = "Host=db;Database=incidents;Username=bot;Password=open-sesame";

    [Test]
    public void A_file_is_the_default()
    {
        var storage = SettingsOf.Valid().Storage;

        Assert.That((storage.Provider, storage.Path), Is.EqualTo((StorageProvider.Sqlite, "data/incidentbot.db")));
    }

    [TestCase("postgres")]
    [TestCase("Postgres")]
    public void A_server_needs_no_path(string provider)
    {
        var storage = SettingsOf.Valid(("Storage:Provider", provider), ("Storage:ConnectionString", Server)).Storage;

        Assert.That((storage.Provider, storage.ConnectionString), Is.EqualTo((StorageProvider.Postgres, Server)));
    }

    [TestCase("Postgres", null, "is missing")]
    [TestCase("Postgres", "postgres://bot:open-sesame@db/incidents", "web address")]
    [TestCase("Postgres", "open-sesame", "cannot be read")]
    [TestCase("Postgres", "Database=incidents;Password=open-sesame", "cannot be read")]
    [TestCase("Sqlite", Server, "Storage:Provider to Postgres")]
    public void What_cannot_work_is_refused_without_repeating_the_password(string provider, string? connectionString, string sentence)
    {
        var problem = SettingsOf.Problems(("Storage:Provider", provider), ("Storage:ConnectionString", connectionString)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Key, Is.EqualTo("Storage:ConnectionString"));
            Assert.That(problem.Sentence, Does.Contain(sentence).And.Not.Contain("open-sesame"));
        }
    }

    [Test]
    public void A_misspelt_key_is_named_with_the_nearest()
    {
        var problem = SettingsOf.Problems(("Storage:ConectionString", Server)).Single();

        Assert.That(problem.ToString(), Does.Contain("did you mean Storage:ConnectionString").And.Not.Contain("open-sesame"));
    }

    [Test]
    public void Neither_printing_nor_logging_shows_the_password()
    {
        var storage = SettingsOf.Valid(("Storage:Provider", "postgres"), ("Storage:ConnectionString", Server)).Storage;
        var redactor = new Redactor(storage.Secrets);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(storage.ToString(), Does.Not.Contain("sesame"));
            Assert.That(redactor.Redact($"cannot use {Server}; the password open-sesame was wrong"), Does.Not.Contain("sesame"));
            Assert.That(new Redactor([]).Redact("Host=db;Password=short;Port=5432 and pwd = 'x y'"), Is.EqualTo("Host=db;Password=***;Port=5432 and pwd = ***"));
        }
    }
}
