package dev.cuecard.benchmarks.cuecard;

import dev.cuecard.benchmarks.load.Load;
import java.net.URI;

/** {@code stream()} over Anthropic's protocol. */
public final class BlockingAnthropic extends Blocking {

    private BlockingAnthropic(URI server) {
        super(server);
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, BlockingAnthropic::new);
    }

    @Override
    boolean anthropic() {
        return true;
    }
}
