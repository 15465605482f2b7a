package dev.cuecard.benchmarks.render;

import java.util.function.Function;

/**
 * Who takes part. All render the same text of the same inputs; what can be done once, like parsing a template, is done
 * when the renderer is made. A process makes only the one that it measures, so that no other's classes stand in the way
 * of what the JIT can assume.
 */
public enum Contender {
    /** The baseline. */
    BUILDER_RIGHT_SIZED(
            "hand-written, right-sized builder", support -> () -> HandWritten.render(support, HandWritten.RIGHT_SIZE)),
    BUILDER_DEFAULT(
            "hand-written, default builder", support -> () -> HandWritten.render(support, HandWritten.DEFAULT_SIZE)),
    CUECARD_BRACES("Cuecard, BRACES", Cuecard::braces),
    CUECARD_JINJA2("Cuecard, JINJA2", Cuecard::jinja2),
    CUECARD_MUSTACHE("Cuecard, MUSTACHE", Cuecard::mustache),
    JTE("JTE", Engines::jte),
    JSTACHIO("JStachio", Engines::jstachio),
    PEBBLE("Pebble", Engines::pebble),
    MUSTACHE_JAVA("mustache.java", Engines::mustacheJava),
    JINJAVA("jinjava", Jinjava::renderer);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // A function cannot say that it is one.
    private final Function<Support, Renderer> maker;

    Contender(String title, Function<Support, Renderer> maker) {
        this.title = title;
        this.maker = maker;
    }

    /** What a table calls it. */
    public String title() {
        return title;
    }

    /** Prepares to render these inputs. */
    public Renderer renderer(Support support) {
        return maker.apply(support);
    }
}
