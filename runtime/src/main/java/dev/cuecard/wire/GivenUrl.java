package dev.cuecard.wire;

/**
 * A base URL as a user gave it, who may have copied more of the address than the base: documentation and consoles show the
 * whole endpoint.
 */
public final class GivenUrl {

    private GivenUrl() {}

    /**
     * Takes the end of a URL's path off; its query stays.
     *
     * @param given the URL
     * @param path the end of the path, with a slash before it and none behind
     * @return the URL without it, or the one given if its path ends otherwise
     */
    public static String without(String path, String given) {
        int mark = given.indexOf('?');
        int end = mark < 0 ? given.length() : mark;
        int tail = end;
        while (tail > 0 && given.charAt(tail - 1) == '/') {
            tail--;
        }
        return given.substring(0, tail).endsWith(path)
                ? given.substring(0, tail - path.length()) + given.substring(end)
                : given;
    }
}
