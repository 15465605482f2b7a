package dev.cuecard.benchmarks.render;

import dev.cuecard.Prompt;
import java.util.ArrayList;
import java.util.List;

/** The prompt in {@code BRACES}, which has neither conditions nor loops: default methods stand for them. */
@Prompt(model = "openai:gpt-4o-mini", template = """
            You answer the customers of {shop}. Write in {language}, in a {tone} tone, \
            in no more than {sentences} sentences, and promise nothing that the terms below do not promise.

            The customer is {order.customer.name} of {order.customer.city}, with order {order.number} \
            for {total} euros{express}.{voucherUsed} These things were ordered:

            {lineTexts:list}

            The customer writes:

            {complaint}

            Terms of the shop: goods can be sent back within 30 days unless they were made to measure. The shop pays for
            the parcel if the goods were damaged or wrong, the customer pays otherwise. Money is paid back within 14 days,
            in the way in which it was paid.

            Say first what will be done, then what the customer has to do. If you have to know more, ask for exactly one
            thing. End with the name of the shop, {shop}.
            """)
public interface BracesSupport extends SupportInputs {
    /** The condition on a boolean. */
    default String express() {
        return expedited() ? ", sent by express" : "";
    }

    /** The body of the loop. */
    default List<String> lineTexts() {
        List<String> texts = new ArrayList<>(lines().size());
        for (Line line : lines()) {
            texts.add(line.number() + ". " + line.title() + ": " + line.quantity() + " ordered, " + line.state());
        }
        return texts;
    }

    /** The condition on an optional. */
    default String voucherUsed() {
        return voucher()
                .map(voucher -> " The voucher " + voucher + " was used.")
                .orElse("");
    }
}
