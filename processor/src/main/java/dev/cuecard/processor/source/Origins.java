package dev.cuecard.processor.source;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where the characters of a template were written: its own from offset 0 on, those of files that it includes from bases
 * beyond. Filled while the template is parsed.
 */
public final class Origins {

    private final TreeMap<Integer, Origin> byBase = new TreeMap<>();
    private int end;

    private record Origin(Place place, int shift) {}

    /** Begins with the template's own text, which stands at an offset of what the place means. */
    public Origins(Place place, int shift, int length) {
        byBase.put(0, new Origin(place, shift));
        end = length + 1;
    }

    /** Adds a file and returns the offset that its first character has from now on. */
    public int add(Place place, int length) {
        int base = end;
        byBase.put(base, new Origin(place, 0));
        end = Math.addExact(end, length + 1);
        return base;
    }

    /** Returns the place of a character. */
    public Place at(int offset) {
        Map.Entry<Integer, Origin> found = byBase.floorEntry(Math.max(0, offset));
        if (found == null) {
            throw new IllegalArgumentException("no text at " + offset);
        }
        Origin origin = found.getValue();
        return origin.place().at(origin.shift() + offset - found.getKey());
    }
}
