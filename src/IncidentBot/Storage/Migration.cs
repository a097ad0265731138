using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Storage;

/// <summary>One step of the schema, from an embedded file <c>Storage/Migrations/&lt;dialect&gt;/NNNN_name.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>The same on every system, because line endings, which a checkout may change, are normalized.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n").Trim())));

    public override string ToString() => $"{Version:0000}_{Name}";

    /// <summary>All steps for a dialect, in order.</summary>
    public static IReadOnlyList<Migration> Embedded(string dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"IncidentBot.Storage.Migrations.{dialect}.";

        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => Read(assembly, name, Path.GetFileNameWithoutExtension(name[prefix.Length..])))
                .OrderBy(migration => migration.Version),
        ];
    }

    private static Migration Read(Assembly assembly, string resource, string fileName)
    {
        var (version, name) = (fileName[..4], fileName[5..]);
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);

        return new Migration(int.Parse(version, System.Globalization.CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
