package link.box.runtime;

/** What a type of setting allows, in words: the same in the configuration file's comments and in the error. */
public final class AllowedValues {
    private AllowedValues() {
    }

    /**
     * @param type as a feature writes it, for example {@code integer(1..100)?}
     * @return for example "a whole number 1 to 100, or empty"
     * @throws IllegalArgumentException there is no such type
     */
    public static String of(String type) {
        return ValueType.parse(type).allowed();
    }
}
