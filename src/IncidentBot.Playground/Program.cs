using IncidentBot.Playground;
using IncidentBot.Playground.Bot;

// The program has two roles: the playground and, as its child process, the bot.
return args is [BotChild.Word, ..] ? await BotChild.RunAsync(args[1..]) : await PlaygroundProgram.RunAsync(args);
