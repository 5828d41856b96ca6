// What is compiled beside the candidate's Java: it reads the job, makes the calls, writes outcomes.
//
// Types come from the candidate's own declarations: each argument is made as the parameter says.
// Each outcome leaves at once as one line "\n<nonce><json>\n" on descriptor 1.

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.*;

final class Guest {
    static final class Misfit extends RuntimeException {
        Misfit(String message) { super(message); }
    }
    static final class NotJson extends RuntimeException {}
    static final class TooMuchOutput extends Error {}

    // ---- JSON to lists, maps, strings, Boolean, BigInteger, Double and null
    static final class Parser {
        final String s;
        int at = 0;
        Parser(String text) { s = text; }
        void space() { while (at < s.length() && Character.isWhitespace(s.charAt(at))) at++; }
        Object value() {
            space();
            char c = s.charAt(at);
            if (c == '[') {
                List<Object> items = new ArrayList<>();
                at++; space();
                if (s.charAt(at) == ']') { at++; return items; }
                for (;;) { items.add(value()); space(); if (s.charAt(at++) == ']') return items; }
            }
            if (c == '{') {
                Map<String, Object> members = new LinkedHashMap<>();
                at++; space();
                if (s.charAt(at) == '}') { at++; return members; }
                for (;;) {
                    space(); String key = string(); space(); at++;
                    members.put(key, value()); space();
                    if (s.charAt(at++) == '}') return members;
                }
            }
            if (c == '"') return string();
            if (c == 't') { at += 4; return true; }
            if (c == 'f') { at += 5; return false; }
            if (c == 'n') { at += 4; return null; }
            int start = at;
            while (at < s.length() && "+-.eE0123456789".indexOf(s.charAt(at)) >= 0) at++;
            String word = s.substring(start, at);
            if (word.matches("-?\\d+")) return new BigInteger(word);
            return Double.valueOf(word);
        }
        String string() {
            StringBuilder out = new StringBuilder();
            at++;
            while (s.charAt(at) != '"') {
                char c = s.charAt(at++);
                if (c != '\\') { out.append(c); continue; }
                c = s.charAt(at++);
                if (c == 'u') { out.append((char) Integer.parseInt(s.substring(at, at + 4), 16)); at += 4; }
                else { int k = "ntrbf".indexOf(c); out.append(k < 0 ? c : "\n\t\r\b\f".charAt(k)); }
            }
            at++;
            return out.toString();
        }
    }

    static String quoted(String s) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : s.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20 || c > 0x7e) out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }

    // ---- from JSON to the candidate's types
    static Object made(Object j, Type type) {
        if (type instanceof ParameterizedType p) {
            Class<?> raw = (Class<?>) p.getRawType();
            Type[] of = p.getActualTypeArguments();
            if (j == null) return null;
            if (raw == Optional.class) return Optional.of(made(j, of[0]));
            if (Map.class.isAssignableFrom(raw)) {
                Map<Object, Object> out = raw == TreeMap.class || raw == SortedMap.class ? new TreeMap<>() : new LinkedHashMap<>();
                for (Map.Entry<?, ?> e : ((Map<?, ?>) wanted(j, Map.class, "an object")).entrySet()) {
                    Object key = of[0] == String.class || of[0] == Character.class ? e.getKey() : new BigInteger((String) e.getKey());
                    out.put(made(key, of[0]), made(e.getValue(), of[1]));
                }
                return out;
            }
            Collection<Object> out = Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>()
                : raw == Queue.class || raw == Deque.class ? new ArrayDeque<>()
                : raw == LinkedList.class ? new LinkedList<>() : new ArrayList<>();
            for (Object item : (List<?>) wanted(j, List.class, "a list")) out.add(made(item, of[0]));
            return out;
        }
        if (!(type instanceof Class<?> c)) return plain(j);
        if (c.isArray()) {
            if (j == null) return null;
            List<?> items = (List<?>) wanted(j, List.class, "a list");
            Object out = Array.newInstance(c.getComponentType(), items.size());
            for (int k = 0; k < items.size(); k++) Array.set(out, k, made(items.get(k), c.getComponentType()));
            return out;
        }
        if (j == null && !c.isPrimitive()) return null;
        if (c == String.class || c == CharSequence.class) return wanted(j, String.class, "text");
        if (c == boolean.class || c == Boolean.class) return wanted(j, Boolean.class, "a boolean");
        if (c == char.class || c == Character.class) {
            String text = (String) wanted(j, String.class, "a letter");
            if (text.length() != 1) throw new Misfit("the test does not give one letter");
            return text.charAt(0);
        }
        if (c == double.class || c == Double.class) return ((Number) wanted(j, Number.class, "a number")).doubleValue();
        if (c == float.class || c == Float.class) return ((Number) wanted(j, Number.class, "a number")).floatValue();
        if (c == int.class || c == Integer.class || c == long.class || c == Long.class) {
            BigInteger n = (BigInteger) wanted(j, BigInteger.class, "an integer");
            try {
                if (c == int.class || c == Integer.class) return n.intValueExact();
                return n.longValueExact();
            } catch (ArithmeticException e) {
                throw new Misfit(n + " does not fit the type of its parameter");
            }
        }
        if (c == BigInteger.class) return wanted(j, BigInteger.class, "an integer");
        if (c == Object.class || c.isAssignableFrom(ArrayList.class)) return plain(j);
        throw new Misfit("a parameter of type " + c.getSimpleName() + " cannot be given a test's value");
    }
    static Object wanted(Object j, Class<?> c, String what) {
        if (!c.isInstance(j)) throw new Misfit("the test does not give " + what);
        return j;
    }
    static Object plain(Object j) {
        if (j instanceof BigInteger n) return n.bitLength() < 32 ? (Object) n.intValue() : (Object) n.longValue();
        if (j instanceof List<?> items) {
            List<Object> out = new ArrayList<>();
            for (Object item : items) out.add(plain(item));
            return out;
        }
        return j;
    }

    // ---- and back
    static String shown(Object v, int depth) {
        if (depth > 400) throw new NotJson();
        if (v == null || v instanceof Boolean || v instanceof Integer || v instanceof Long
            || v instanceof Short || v instanceof Byte || v instanceof BigInteger) return String.valueOf(v);
        if (v instanceof String || v instanceof Character || v instanceof StringBuilder) return quoted(v.toString());
        if (v instanceof Double || v instanceof Float) {
            double d = ((Number) v).doubleValue();
            if (Double.isNaN(d) || Double.isInfinite(d)) throw new NotJson();
            return Double.toString(d);
        }
        if (v instanceof Optional<?> o) return shown(o.orElse(null), depth + 1);
        StringJoiner out;
        if (v.getClass().isArray()) {
            out = new StringJoiner(",", "[", "]");
            for (int k = 0; k < Array.getLength(v); k++) out.add(shown(Array.get(v, k), depth + 1));
        } else if (v instanceof Map<?, ?> map) {
            out = new StringJoiner(",", "{", "}");
            for (Map.Entry<?, ?> e : map.entrySet()) out.add(quoted(String.valueOf(e.getKey())) + ":" + shown(e.getValue(), depth + 1));
        } else if (v instanceof List<?> || v instanceof Deque<?>) {
            out = new StringJoiner(",", "[", "]");
            for (Object item : (Collection<?>) v) out.add(shown(item, depth + 1));
        } else throw new NotJson();
        return out.toString();
    }

    // ---- calls
    static String camel(String name) {
        StringBuilder out = new StringBuilder();
        for (String part : name.split("_+")) out.append(out.length() == 0 ? part : part.substring(0, 1).toUpperCase() + part.substring(1));
        return out.toString();
    }
    static Object[] arguments(Executable f, List<?> args) {
        Type[] types = f.getGenericParameterTypes();
        if (types.length != args.size()) throw new Misfit("it takes " + types.length + " arguments, the test gives " + args.size());
        Object[] out = new Object[types.length];
        for (int k = 0; k < types.length; k++) out[k] = made(args.get(k), types[k]);
        return out;
    }
    static Method method(Class<?> c, String name, int parameters) {
        for (String wanted : List.of(name, camel(name)))
            for (Method m : c.getDeclaredMethods())
                if (m.getName().equals(wanted) && m.getParameterCount() == parameters && !m.isSynthetic()) { m.setAccessible(true); return m; }
        throw new Misfit("the class has no method " + name + " of " + parameters + " parameters");
    }
    static Object created(Class<?> c, List<?> args) throws ReflectiveOperationException {
        for (Constructor<?> made : c.getDeclaredConstructors())
            if (made.getParameterCount() == args.size()) { made.setAccessible(true); return made.newInstance(arguments(made, args)); }
        throw new Misfit("no constructor takes " + args.size() + " arguments");
    }

    // ---- the job
    static final class Printed extends OutputStream {
        final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int limit; boolean full;
        @Override public void write(int b) {
            if (kept.size() >= limit) { full = true; throw new TooMuchOutput(); }
            kept.write(b);
        }
    }
    static int line(Throwable error, String file) {
        for (StackTraceElement e : error.getStackTrace()) if (file.equals(e.getFileName())) return e.getLineNumber();
        return 0;
    }
    static String said(Throwable error) {
        String message = null;
        try { message = error.getMessage(); } catch (Throwable other) { message = null; }
        String name = error instanceof Misfit ? "TypeError" : error.getClass().getSimpleName();
        String text = message == null ? name : name + ": " + message;
        return text.length() > 300 ? text.substring(0, 300) : text;
    }

    @SuppressWarnings("unchecked")
    public static void main(String[] told) throws Exception {
        String owner = told[0], entry = told[1], file = told[2];
        Map<String, Object> job = (Map<String, Object>) new Parser(new String(System.in.readAllBytes(), StandardCharsets.UTF_8)).value();
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        String nonce = (String) job.get("nonce");
        Printed printed = new Printed();
        printed.limit = ((BigInteger) job.get("output_bytes")).intValue();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        int index = 0;
        for (Object one : (List<?>) job.get("calls")) {
            Map<String, Object> call = (Map<String, Object>) one;
            printed.kept.reset(); printed.full = false;
            String state = "returned", value = "null", error = "", after = "[]";
            int line = 0;
            List<?> args = (List<?>) new Parser((String) call.get("args")).value();
            Object[] given = {};
            try {
                Class<?> c = Class.forName(owner);
                Object got;
                if (call.get("then") != null) {
                    Object object = created(c, args);
                    List<Object> each = new ArrayList<>();
                    for (Object step : (List<?>) new Parser((String) call.get("then")).value()) {
                        List<?> pair = (List<?>) step;
                        Method m = method(c, (String) pair.get(0), ((List<?>) pair.get(1)).size());
                        each.add(m.invoke(object, arguments(m, (List<?>) pair.get(1))));
                    }
                    got = each;
                } else {
                    Method m = method(c, entry, args.size());
                    given = arguments(m, args);
                    got = m.invoke(java.lang.reflect.Modifier.isStatic(m.getModifiers()) ? null : created(c, List.of()), given);
                }
                try { value = shown(got, 0); }
                catch (NotJson e) { state = "not_json"; value = quoted("a value of type " + got.getClass().getSimpleName()); }
            } catch (Throwable caught) {
                Throwable cause = caught instanceof InvocationTargetException t ? t.getCause() : caught;
                if (cause instanceof ExceptionInInitializerError t && t.getCause() != null) cause = t.getCause();
                state = cause instanceof OutOfMemoryError ? "memory" : "raised";
                error = cause instanceof OutOfMemoryError ? "MemoryError" : said(cause);
                line = line(cause, file);
            }
            if (printed.full || value.length() > 1_000_000) { state = "output_too_large"; value = "null"; }
            try { after = shown(given, 0); } catch (NotJson e) { after = "[]"; }
            if (after.length() > 200_000) after = "[]";
            String frame = "{\"index\": " + index++ + ", \"state\": \"" + state + "\", \"value\": " + value + ", \"after\": " + after
                + ", \"rest\": {\"error\": " + quoted(error) + ", \"line\": " + line + ", \"printed\": "
                + quoted(printed.kept.toString(StandardCharsets.UTF_8)) + ", \"steps\": 0, \"cut\": false, \"trace\": []}}";
            out.write(("\n" + nonce + frame + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        Runtime.getRuntime().halt(0);
    }
}
