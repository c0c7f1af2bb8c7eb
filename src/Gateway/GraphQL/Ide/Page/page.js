const form = document.getElementById("request");
const answer = document.getElementById("answer");

async function run() {
  const text = document.getElementById("variables").value.trim();
  try {
    const variables = text ? JSON.parse(text) : undefined;
    const response = await fetch("../../graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept": "application/graphql-response+json" },
      body: JSON.stringify({ query: document.getElementById("query").value, variables }),
    });
    answer.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (error) {
    answer.textContent = String(error);
  }
}

form.addEventListener("submit", event => {
  event.preventDefault();
  run();
});

form.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
    run();
});
