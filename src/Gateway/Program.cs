Console.WriteLine(Environment.CurrentDirectory + " " + AppContext.BaseDirectory);
var app = WebApplication.CreateBuilder(args).Build();
Console.WriteLine(app.Environment.ContentRootPath);
