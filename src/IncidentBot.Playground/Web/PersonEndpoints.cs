using IncidentBot.Playground.Scene;
using IncidentBot.Playground.Tour;
using IncidentBot.Playground.Watching;
using IncidentBot.SlackEmulator;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentBot.Playground.Web;

/// <summary>The actions of a person in Slack's client, one endpoint each.</summary>
internal static class PersonEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var person = routes.MapGroup("/api/people/{person}").AddEndpointFilter<KindRefusals>();
        person.MapPost("/command", CommandAsync);
        person.MapPost("/say", SayAsync);
        person.MapPost("/react", ReactAsync);
        person.MapPost("/pin", PinAsync);
        person.MapPost("/click", ClickAsync);
        person.MapPost("/fill", Fill);
        person.MapPost("/submit", SubmitAsync);
        person.MapPost("/close", CloseAsync);
        person.MapPost("/options", OptionsAsync);
        person.MapPost("/pick", PickAsync);
        person.MapPost("/shortcut", ShortcutAsync);
        person.MapPost("/join", JoinAsync);
        person.MapPost("/leave", LeaveAsync);
        person.MapPost("/read", Read);
        person.MapPost("/home", HomeAsync);
    }

    private static async Task<Ok<Failure>> CommandAsync(string person, CommandBody body, Stage stage, TourGuide tour, CancellationToken cancellationToken)
    {
        var answer = await stage.Person(person, body.Channel).CommandAsync(body.Command, body.Text, body.Channel, cancellationToken);
        if (answer.Failure is null)
            tour.NoteCommand(body.Text);
        return TypedResults.Ok(new Failure(answer.Failure));
    }

    private static async Task<Ok<Done>> SayAsync(string person, SayBody body, Stage stage, CancellationToken cancellationToken)
    {
        await stage.Person(person, body.Channel).SayAsync(body.Channel, body.Text, body.ThreadTs, cancellationToken);
        return TypedResults.Ok(new Done());
    }

    private static async Task<Ok<Done>> ReactAsync(string person, ReactBody body, Stage stage, CancellationToken cancellationToken)
    {
        var actor = stage.Person(person, body.Channel);
        await (body.Add
            ? actor.ReactAsync(body.Channel, body.Ts, body.Emoji, cancellationToken)
            : actor.UnreactAsync(body.Channel, body.Ts, body.Emoji, cancellationToken));
        return TypedResults.Ok(new Done());
    }

    private static async Task<Ok<Done>> PinAsync(string person, PinBody body, Stage stage, CancellationToken cancellationToken)
    {
        var actor = stage.Person(person, body.Channel);
        await (body.Add ? actor.PinAsync(body.Channel, body.Ts, cancellationToken) : actor.UnpinAsync(body.Channel, body.Ts, cancellationToken));
        return TypedResults.Ok(new Done());
    }

    private static async Task<Ok<Failure>> ClickAsync(string person, ClickBody body, Stage stage, CancellationToken cancellationToken)
    {
        var actor = stage.Person(person, body.Channel);
        var answer = body.Surface switch
        {
            "modal" => await actor.ClickInModalAsync(body.ActionId, body.Choice, body.BlockId, cancellationToken),
            "home" => await actor.ClickAtHomeAsync(body.ActionId, body.Choice, body.BlockId, cancellationToken),
            _ => await actor.ClickAsync(body.Channel ?? "", body.Ts ?? "", body.ActionId, body.Choice, body.BlockId, cancellationToken),
        };
        return TypedResults.Ok(new Failure(answer.Failure));
    }

    private static Ok<Done> Fill(string person, FillBody body, Stage stage)
    {
        stage.Person(person).Fill(body.Pairs);
        return TypedResults.Ok(new Done());
    }

    private static async Task<Ok<Submitted>> SubmitAsync(string person, FillBody body, Stage stage, CancellationToken cancellationToken)
    {
        var answer = await stage.Person(person).SubmitAsync(body.Pairs, cancellationToken);
        return TypedResults.Ok(new Submitted(answer.Outcome, answer.Errors, answer.Failure));
    }

    private static async Task<Ok<Failure>> CloseAsync(string person, CloseBody body, Stage stage, CancellationToken cancellationToken)
    {
        var answer = await stage.Person(person).CloseViewAsync(body.All, cancellationToken);
        return TypedResults.Ok(new Failure(answer.Failure));
    }

    private static async Task<Ok<Offered>> OptionsAsync(string person, OptionsBody body, Stage stage, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Offered(await stage.Person(person).SearchAsync(body.Field, body.Typed, cancellationToken)));

    private static async Task<Ok<Done>> PickAsync(string person, PickBody body, Stage stage, CancellationToken cancellationToken)
    {
        await stage.Person(person).PickAsync(body.Field, body.Typed, body.Label, cancellationToken);
        return TypedResults.Ok(new Done());
    }

    private static async Task<Ok<Failure>> ShortcutAsync(string person, ShortcutBody body, Stage stage, CancellationToken cancellationToken)
    {
        var actor = stage.Person(person, body.Channel);
        var answer = body is { Channel: { } channel, Ts: { } ts }
            ? await actor.MessageShortcutAsync(body.CallbackId, channel, ts, cancellationToken)
            : await actor.GlobalShortcutAsync(body.CallbackId, cancellationToken);
        return TypedResults.Ok(new Failure(answer.Failure));
    }

    private static async Task<Ok<Done>> JoinAsync(string person, ChannelBody body, Stage stage, CancellationToken cancellationToken)
    {
        await stage.Person(person, body.Channel).JoinAsync(body.Channel, cancellationToken);
        stage.MarkRead(person, body.Channel);
        return TypedResults.Ok(new Done());
    }

    private static async Task<Ok<Done>> LeaveAsync(string person, ChannelBody body, Stage stage, CancellationToken cancellationToken)
    {
        await stage.Person(person, body.Channel).LeaveAsync(body.Channel, cancellationToken);
        return TypedResults.Ok(new Done());
    }

    private static Ok<Done> Read(string person, ChannelBody body, Stage stage)
    {
        stage.MarkRead(person, body.Channel);
        return TypedResults.Ok(new Done());
    }

    private static async Task<Ok<Done>> HomeAsync(string person, Stage stage, CancellationToken cancellationToken)
    {
        await stage.Person(person).OpenHomeAsync(cancellationToken);
        return TypedResults.Ok(new Done());
    }
}
