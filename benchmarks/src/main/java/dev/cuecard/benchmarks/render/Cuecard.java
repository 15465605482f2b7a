package dev.cuecard.benchmarks.render;

import dev.cuecard.TypedPrompt;

/** Cuecard's prompts. What they render is a list of one message, whose text is taken. */
final class Cuecard {

    private Cuecard() {}

    static Renderer braces(Support support) {
        return textOf(BracesSupportPrompt.of(
                support.shop(),
                support.language(),
                support.tone(),
                support.sentences(),
                support.order(),
                support.total(),
                support.expedited(),
                support.voucher(),
                support.lines(),
                support.complaint()));
    }

    static Renderer jinja2(Support support) {
        return textOf(JinjaSupportPrompt.of(
                support.shop(),
                support.language(),
                support.tone(),
                support.sentences(),
                support.order(),
                support.total(),
                support.expedited(),
                support.voucher(),
                support.lines(),
                support.complaint()));
    }

    static Renderer mustache(Support support) {
        return textOf(MustacheSupportPrompt.of(
                support.shop(),
                support.language(),
                support.tone(),
                support.sentences(),
                support.order(),
                support.total(),
                support.expedited(),
                support.voucher(),
                support.lines(),
                support.complaint()));
    }

    private static Renderer textOf(TypedPrompt<?> prompt) {
        return () -> prompt.render().get(0).text();
    }
}
