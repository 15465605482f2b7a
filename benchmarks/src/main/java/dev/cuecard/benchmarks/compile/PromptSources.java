package dev.cuecard.benchmarks.compile;

import java.util.List;
import java.util.stream.IntStream;

/** Makes as many prompts as are asked for: the {@link Kind}s in turn, each in a file and with words of its own. */
final class PromptSources {

    static final String PACKAGE = "measured";

    private PromptSources() {}

    static List<SourceText> make(int count) {
        return IntStream.range(0, count).mapToObj(PromptSources::source).toList();
    }

    private static SourceText source(int number) {
        Kind kind = Kind.values()[number % Kind.values().length];
        String name = "Prompt" + number;
        String text = "package " + PACKAGE + ";\n\n"
                + kind.source.replace("PROMPT", name).replace("TOPIC", "topic " + number);
        return new SourceText(PACKAGE + "." + name, text);
    }

    /** What prompts look like. */
    private enum Kind {
        SHORT("""
            import dev.cuecard.Prompt;

            @Prompt(model = "openai:gpt-4o-mini", template = "Recommend {count} books on TOPIC that {reader} may like")
            public interface PROMPT {
                int count();

                String reader();
            }
            """),
        /** Roles, options, a path, lists, a default, a computed input and JSON that is none. */
        BRACES("""
            import dev.cuecard.Default;
            import dev.cuecard.Prompt;
            import dev.cuecard.message.Message;
            import java.util.List;

            @Prompt(
                    model = "openai:gpt-4o",
                    temperature = 0.3,
                    maxTokens = 800,
                    template = \"""
                        SYSTEM: You work for {shop} and know all about TOPIC. Answer in {language}.
                        MESSAGES: {history}
                        USER:
                        The customer {order.customer.name} of {order.customer.city} ordered for {order.total} euros:

                        {titles:list}

                        {question}

                        Answer with one object like {"answer": {"text": "...", "sure": true}}, and with nothing else.
                        \""")
            public interface PROMPT {
                String shop();

                @Default("English")
                String language();

                List<Message> history();

                Order order();

                String question();

                default List<String> titles() {
                    return order().lines().stream().map(Line::title).toList();
                }

                record Order(Customer customer, double total, List<Line> lines) {}

                record Customer(String name, String city) {}

                record Line(String title, int quantity) {}
            }
            """);

        private final String source;

        Kind(String source) {
            this.source = source;
        }
    }
}
