package dev.cuecard.benchmarks.render;

/** A template with its inputs, ready to be rendered again and again. */
@FunctionalInterface
public interface Renderer {

    /** Renders the whole text anew. */
    String render();
}
