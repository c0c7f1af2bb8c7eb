using Azul.Gateway.Hosting;

return await GatewayProgram.RunAsync(args);
