using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>1 to 25 interactive elements in a row.</summary>
public sealed record ActionsBlock : Block
{
    /// <param name="elements">1 to 25, with action IDs that differ.</param>
    /// <param name="blockId">See <see cref="Block.BlockId"/>.</param>
    public ActionsBlock(IReadOnlyList<IActionElement> elements, string? blockId = null)
        : base(blockId)
    {
        Elements = Limit.Count(elements, 1, 25, "Elements of actions");
        Limit.Unique(Elements.Select(element => element.ActionId), "An action_id in its block");
    }

    /// <summary>The elements.</summary>
    public IReadOnlyList<IActionElement> Elements { get; }

    private protected override string Type => "actions";

    private protected override void WriteMembers(Utf8JsonWriter writer) =>
        writer.List("elements", Elements, element => element.Write(writer));
}
