package dev.cuecard.benchmarks.render;

import java.util.List;

/** What a careful developer would write in place of a template: the measure of all others. */
final class HandWritten {

    /** Holds the sample's text with little to spare, as {@code ContendersTest} makes sure. */
    static final int RIGHT_SIZE = 1_280;

    /** What a builder is made with that is not told. */
    static final int DEFAULT_SIZE = 16;

    private HandWritten() {}

    static String render(Support support, int size) {
        StringBuilder text = new StringBuilder(size);
        text.append("You answer the customers of ")
                .append(support.shop())
                .append(". Write in ")
                .append(support.language())
                .append(", in a ")
                .append(support.tone())
                .append(" tone, in no more than ")
                .append(support.sentences())
                .append(" sentences, and promise nothing that the terms below do not promise.\n\nThe customer is ")
                .append(support.order().customer().name())
                .append(" of ")
                .append(support.order().customer().city())
                .append(", with order ")
                .append(support.order().number())
                .append(" for ")
                .append(support.total())
                .append(" euros");
        if (support.expedited()) {
            text.append(", sent by express");
        }
        text.append('.');
        if (support.voucher().isPresent()) {
            text.append(" The voucher ").append(support.voucher().get()).append(" was used.");
        }
        text.append(" These things were ordered:\n\n");
        List<SupportInputs.Line> lines = support.lines();
        for (SupportInputs.Line line : lines) {
            text.append(line.number())
                    .append(". ")
                    .append(line.title())
                    .append(": ")
                    .append(line.quantity())
                    .append(" ordered, ")
                    .append(line.state())
                    .append('\n');
        }
        return text.append("\nThe customer writes:\n\n")
                .append(support.complaint())
                .append("""


                    Terms of the shop: goods can be sent back within 30 days unless they were made to measure. The shop pays for
                    the parcel if the goods were damaged or wrong, the customer pays otherwise. Money is paid back within 14 days,
                    in the way in which it was paid.

                    Say first what will be done, then what the customer has to do. If you have to know more, ask for exactly one
                    thing. End with the name of the shop, \
                    """)
                .append(support.shop())
                .append(".")
                .toString();
    }
}
