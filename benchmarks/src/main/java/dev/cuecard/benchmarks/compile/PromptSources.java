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
            """),
        /** A loop, conditions, filters and roles. */
        JINJA2("""
            import dev.cuecard.Prompt;
            import dev.cuecard.TemplateSyntax;
            import java.util.List;
            import java.util.Optional;

            @Prompt(
                    model = "openai:gpt-4o",
                    temperature = 0.3,
                    syntax = TemplateSyntax.JINJA2,
                    template = \"""
                        system:
                        You work for {{ shop | trim }} and know all about TOPIC.
                        {% if note %}Mind this: {{ note }}{% endif %}

                        user:
                        {{ customer.name | upper }} of {{ customer.city }} ordered {{ lines | length }} things:
                        {% for line in lines %}
                        {{ loop.index }}. {{ line.title }}, {{ line.quantity }}{% if not loop.last %},{% endif %}
                        {% endfor %}
                        {% if urgent and total > 100 %}Answer at once.{% else %}Take your time.{% endif %}
                        \""")
            public interface PROMPT {
                String shop();

                Optional<String> note();

                Customer customer();

                List<Line> lines();

                boolean urgent();

                double total();

                record Customer(String name, String city) {}

                record Line(String title, int quantity) {}
            }
            """),
        /** Sections of all sorts. */
        MUSTACHE("""
            import dev.cuecard.Prompt;
            import dev.cuecard.TemplateSyntax;
            import java.util.List;
            import java.util.Optional;

            @Prompt(
                    model = "openai:gpt-4o-mini",
                    syntax = TemplateSyntax.MUSTACHE,
                    template = \"""
                        You work for {{shop}} and know all about TOPIC.
                        {{#note}}
                        Mind this: {{.}}
                        {{/note}}
                        {{customer.name}} of {{customer.city}} ordered for {{total}} euros:
                        {{#lines}}
                        - {{title}}, {{quantity}}
                        {{/lines}}
                        {{^urgent}}
                        Take your time.
                        {{/urgent}}
                        \""")
            public interface PROMPT {
                String shop();

                Optional<String> note();

                Customer customer();

                List<Line> lines();

                boolean urgent();

                double total();

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
