using IncidentBot.Playground;
using IncidentBot.Playground.Bot;

// The program is two things: the playground, and (started by it, to be killed at will) the bot.
return args is [BotChild.Word, ..] ? await BotChild.RunAsync(args[1..]) : await PlaygroundProgram.RunAsync(args);
