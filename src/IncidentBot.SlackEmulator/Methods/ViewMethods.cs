using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>views.*: modals and the Home tab.</summary>
internal static class ViewMethods
{
    /// <summary>The maximum number of modals in a stack.</summary>
    public const int Stack = 3;

    public static readonly SlackMethod[] All =
    [
        new("views.open", MethodTier.Tier4, Open) { Required = ["trigger_id", "view"] },
        new("views.push", MethodTier.Tier4, Push) { Required = ["trigger_id", "view"] },
        new("views.update", MethodTier.Tier4, Update) { Required = ["view"] },
        new("views.publish", MethodTier.Tier4, Publish) { Required = ["user_id", "view"] },
    ];

    /// <summary>A new view from the app, validated, with generated IDs.</summary>
    public static SlackView Make(SlackWorkspace workspace, string user, JsonElement definition)
    {
        var stored = JsonNode.Parse(definition.GetRawText())!.AsObject();
        stored["blocks"] = Json.Node(BlockIds.Fill(workspace, definition.GetProperty("blocks")));
        BlockIds.SpellOut(stored);
        var element = Json.Element(stored);
        return new SlackView(workspace.Timestamps.NextId("V"), user, element)
        {
            Hash = $"{workspace.Clock.GetUtcNow().ToUnixTimeSeconds()}.{workspace.Timestamps.NextId("h")}",
            State = ElementValue.Defaults(element.GetProperty("blocks")),
        };
    }

    /// <summary>A newer version of a view: the same place and a new hash. Entered values are kept where block and action IDs are the same.</summary>
    public static SlackView Renew(SlackWorkspace workspace, SlackView old, JsonElement definition)
    {
        var made = Make(workspace, old.User, definition);
        return made with
        {
            Id = old.Id,
            RootId = old.RootId,
            PreviousId = old.PreviousId,
            State = ElementValue.Defaults(made.Blocks, old.State),
            Errors = ImmutableDictionary<string, string>.Empty,
        };
    }

    private static JsonObject Open(MethodCall call)
    {
        var definition = Definition(call, "modal");
        var trigger = Spend(call);
        NeedFreeExternalId(call, definition, except: null);
        return Answer(call, call.Workspace.Open(Make(call.Workspace, trigger.User, definition)));
    }

    private static JsonObject Push(MethodCall call)
    {
        var definition = Definition(call, "modal");
        var trigger = Spend(call);
        if (trigger.FromView is null)
            throw new RefusedException("invalid_trigger_id");
        NeedFreeExternalId(call, definition, except: null);
        return call.Workspace.Modals(trigger.User).Count switch
        {
            0 => throw new RefusedException("not_found"),
            >= Stack => throw new RefusedException("push_limit_reached"),
            _ => Answer(call, call.Workspace.Push(Make(call.Workspace, trigger.User, definition))),
        };
    }

    private static JsonObject Update(MethodCall call)
    {
        var old = call.Workspace.FindView(call.Text("view_id"), call.Text("external_id")) ?? throw new RefusedException("not_found");
        var definition = Definition(call, old.Type);
        NeedSameHash(call, old);
        NeedFreeExternalId(call, definition, except: old.Id);
        return Answer(call, call.Workspace.ReplaceView(old, Renew(call.Workspace, old, definition)));
    }

    private static JsonObject Publish(MethodCall call)
    {
        var user = call.User(call.Need("user_id"));
        var definition = Definition(call, "home");
        if (call.Workspace.Home(user.Id) is not { } old)
            return Answer(call, call.Workspace.Publish(Make(call.Workspace, user.Id, definition)));
        NeedSameHash(call, old);
        return Answer(call, call.Workspace.Publish(Renew(call.Workspace, old, definition)));
    }

    private static JsonElement Definition(MethodCall call, string type)
    {
        var definition = call.JsonArgument("view", "invalid_arguments")
            ?? throw new RefusedException("invalid_arguments", "[ERROR] missing required field: view [json-pointer:/view]");
        if (BlockKitRules.IsTooLarge(definition))
            throw new RefusedException("view_too_large");
        if (BlockKitRules.CheckView(definition) is { Count: > 0 } problems)
            throw new RefusedException("invalid_arguments", problems);
        return definition.Text("type") == type
            ? definition
            : throw new RefusedException("invalid_arguments", $"[ERROR] must be a {type} view [json-pointer:/view/type]");
    }

    private static Trigger Spend(MethodCall call)
    {
        var (trigger, error) = call.Workspace.Triggers.Spend(call.Need("trigger_id"));
        return trigger ?? throw new RefusedException(error!);
    }

    private static void NeedSameHash(MethodCall call, SlackView old)
    {
        if (call.Text("hash") is { Length: > 0 } hash && hash != old.Hash)
            throw new RefusedException("hash_conflict");
    }

    private static void NeedFreeExternalId(MethodCall call, JsonElement definition, string? except)
    {
        if (definition.Text("external_id") is { Length: > 0 } id && call.Workspace.FindView(id: null, id) is { } other && other.Id != except)
            throw new RefusedException("duplicate_external_id");
    }

    private static JsonObject Answer(MethodCall call, SlackView view) => new() { ["ok"] = true, ["view"] = ViewJson.View(call.Workspace, view) };
}
