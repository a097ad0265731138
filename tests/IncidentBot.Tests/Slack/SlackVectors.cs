using System.Text.Json;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

/// <summary>Slack's sample data, where a working copy lies beside it; tests that need it are skipped elsewhere.</summary>
internal static class SlackVectors
{
    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
            {
                var vectors = Path.Combine(folder.FullName, "shared", "slack", "vectors");
                if (Directory.Exists(vectors))
                    return vectors;
            }

            Assert.Ignore("Slack's sample data is not beside this working copy.");
            return "";
        }
    }

    public static byte[] Payload(string name) => File.ReadAllBytes(Path.Combine(Folder, "payloads", name));

    public static byte[] PayloadForm(string name) => Form(("payload", System.Text.Encoding.UTF8.GetString(Payload(name))));

    public static JsonElement Read(string name) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, name)));

    public static byte[] Form(params (string Name, string Value)[] fields) => System.Text.Encoding.UTF8.GetBytes(
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));
}
