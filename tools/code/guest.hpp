// What is compiled around the candidate's C++: it reads the job, makes the calls, writes outcomes.
//
// Types come from the candidate's own declarations: each argument is made as the parameter says.
// Each outcome leaves at once as one line "\n<nonce><json>\n" on descriptor 1.
#pragma once
#include <bits/stdc++.h>
#include <cxxabi.h>
#include <unistd.h>

namespace viva {

struct Misfit : std::runtime_error { using std::runtime_error::runtime_error; };
struct NotJson {};

// ---- JSON
struct J {
    enum Kind { null, boolean, number, text, list, object } kind = null;
    bool yes = false;
    std::string word;  // of a number its digits
    std::vector<J> items;
    std::vector<std::pair<std::string, J>> members;
    const J& at(const std::string& key) const {
        for (auto& [name, value] : members) if (name == key) return value;
        throw Misfit("no " + key);
    }
};

struct Parser {
    const std::string& s;
    std::size_t at = 0;
    void space() { while (at < s.size() && std::isspace((unsigned char)s[at])) ++at; }
    J value() {
        space();
        J j;
        char c = s.at(at);
        if (c == '[') {
            j.kind = J::list; ++at; space();
            if (s.at(at) == ']') { ++at; return j; }
            for (;;) { j.items.push_back(value()); space(); if (s.at(at++) == ']') return j; }
        }
        if (c == '{') {
            j.kind = J::object; ++at; space();
            if (s.at(at) == '}') { ++at; return j; }
            for (;;) {
                space(); std::string key = string(); space(); ++at;
                j.members.emplace_back(key, value()); space();
                if (s.at(at++) == '}') return j;
            }
        }
        if (c == '"') { j.kind = J::text; j.word = string(); return j; }
        if (c == 't' || c == 'f') {
            j.kind = J::boolean; j.yes = c == 't'; at += j.yes ? 4 : 5; return j;
        }
        if (c == 'n') { at += 4; return j; }
        j.kind = J::number;
        while (at < s.size() && std::strchr("+-.eE0123456789", s[at])) j.word += s[at++];
        return j;
    }
    unsigned hex() { unsigned n = std::stoul(s.substr(at, 4), nullptr, 16); at += 4; return n; }
    std::string string() {
        std::string out; ++at;
        while (s.at(at) != '"') {
            if (s[at] != '\\') { out += s[at++]; continue; }
            char c = s.at(at + 1); at += 2;
            if (c != 'u') { out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c; continue; }
            unsigned n = hex();
            if (n >= 0xD800 && n < 0xDC00) { at += 2; n = 0x10000 + ((n - 0xD800) << 10) + (hex() - 0xDC00); }
            if (n < 0x80) out += char(n);
            else if (n < 0x800) { out += char(0xC0 | n >> 6); out += char(0x80 | (n & 63)); }
            else if (n < 0x10000) { out += char(0xE0 | n >> 12); out += char(0x80 | (n >> 6 & 63)); out += char(0x80 | (n & 63)); }
            else { out += char(0xF0 | n >> 18); out += char(0x80 | (n >> 12 & 63)); out += char(0x80 | (n >> 6 & 63)); out += char(0x80 | (n & 63)); }
        }
        ++at;
        return out;
    }
};

inline std::string escaped(const std::string& s) {
    std::string out = "\"";
    for (std::size_t i = 0; i < s.size(); ++i) {
        unsigned char c = s[i];
        std::size_t more = c < 0x80 ? 0 : c >> 5 == 6 ? 1 : c >> 4 == 14 ? 2 : c >> 3 == 30 ? 3 : 9;
        bool whole = more < 9 && i + more < s.size();
        for (std::size_t k = 1; whole && k <= more; ++k) whole = ((unsigned char)s[i + k] >> 6) == 2;
        if (c == '"' || c == '\\') { out += '\\'; out += c; }
        else if (c < 0x20) { char text[8]; std::snprintf(text, 8, "\\u%04x", c); out += text; }
        else if (!whole) out += '?';
        else { out += s.substr(i, more + 1); i += more; }
    }
    return out + "\"";
}

// ---- from JSON to the candidate's types
template <class T> struct Make {
    static T from(const J&) {
        static_assert(sizeof(T) == 0, "a parameter of this type cannot be given a test's value");
    }
};
template <class T> T make(const J& j) { return Make<T>::from(j); }
inline const J& wanted(const J& j, J::Kind kind, const char* what) {
    if (j.kind != kind) throw Misfit(std::string("the test does not give ") + what);
    return j;
}
template <> struct Make<bool> { static bool from(const J& j) { return wanted(j, J::boolean, "a bool").yes; } };
template <class T> requires std::is_integral_v<T> struct Make<T> {
    static T from(const J& j) {
        if (std::is_same_v<T, char> && j.kind == J::text && j.word.size() == 1) return j.word[0];
        const std::string& word = wanted(j, J::number, "an integer").word;
        errno = 0;
        char* end = nullptr;
        long long n = std::strtoll(word.c_str(), &end, 10);
        if (*end) throw Misfit("the test does not give an integer");
        if (errno || n < (long long)std::numeric_limits<T>::min() ||
            (n > 0 && (unsigned long long)n > (unsigned long long)std::numeric_limits<T>::max()))
            throw Misfit(word + " does not fit the type of its parameter");
        return T(n);
    }
};
template <class T> requires std::is_floating_point_v<T> struct Make<T> {
    static T from(const J& j) { return std::stod(wanted(j, J::number, "a number").word); }
};
template <> struct Make<std::string> { static std::string from(const J& j) { return wanted(j, J::text, "text").word; } };
template <class T> struct Make<std::optional<T>> {
    static std::optional<T> from(const J& j) {
        if (j.kind == J::null) return std::nullopt;
        return make<T>(j);
    }
};
template <class A, class B> struct Make<std::pair<A, B>> {
    static std::pair<A, B> from(const J& j) {
        if (wanted(j, J::list, "a pair").items.size() != 2) throw Misfit("the test does not give a pair");
        return {make<A>(j.items[0]), make<B>(j.items[1])};
    }
};
template <class C> concept Listed = requires(C c, typename C::value_type v) { c.push_back(v); };
template <class C> concept Settled = requires(C c, typename C::value_type v) { c.insert(v); } && !Listed<C>;
template <class C> concept Mapped = Settled<C> && requires { typename C::mapped_type; };
template <class T> requires Listed<T> struct Make<T> {
    static T from(const J& j) {
        T out;
        for (auto& item : wanted(j, J::list, "a list").items) out.push_back(make<typename T::value_type>(item));
        return out;
    }
};
template <class T> requires (Settled<T> && !Mapped<T>) struct Make<T> {
    static T from(const J& j) {
        T out;
        for (auto& item : wanted(j, J::list, "a list").items) out.insert(make<typename T::value_type>(item));
        return out;
    }
};
template <class T> requires Mapped<T> struct Make<T> {
    static T from(const J& j) {
        T out;
        for (auto& [name, value] : wanted(j, J::object, "an object").members) {
            J key;
            key.kind = std::is_arithmetic_v<typename T::key_type> ? J::number : J::text;
            key.word = name;
            out.emplace(make<typename T::key_type>(key), make<typename T::mapped_type>(value));
        }
        return out;
    }
};

// ---- and back
template <class T> std::string shown(const T& v);
template <class T> std::string joined(const T& items) {
    std::string out = "[";
    for (auto&& item : items) {
        using Item = typename T::value_type;
        out += (out.size() > 1 ? "," : "") + shown<Item>(item);
    }
    return out + "]";
}
template <class T> struct IsPair : std::false_type {};
template <class A, class B> struct IsPair<std::pair<A, B>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class A> struct IsOptional<std::optional<A>> : std::true_type {};
template <class T> std::string shown(const T& v) {
    if constexpr (std::is_same_v<T, bool>) return v ? "true" : "false";
    else if constexpr (std::is_same_v<T, char>) return escaped(std::string(1, v));
    else if constexpr (std::is_integral_v<T>) return std::to_string(v);
    else if constexpr (std::is_floating_point_v<T>) {
        if (!std::isfinite(v)) throw NotJson();
        char text[40]; std::snprintf(text, 40, "%.17g", double(v)); return text;
    }
    else if constexpr (std::is_convertible_v<const T&, std::string>) return escaped(v);
    else if constexpr (IsOptional<T>::value) return v ? shown(*v) : "null";
    else if constexpr (IsPair<T>::value) return "[" + shown(v.first) + "," + shown(v.second) + "]";
    else if constexpr (Mapped<T>) {
        std::string out = "{";
        for (auto& [key, value] : v) {
            std::string name = shown(key);
            out += (out.size() > 1 ? "," : "") + (name[0] == '"' ? name : escaped(name)) + ":" + shown(value);
        }
        return out + "}";
    }
    else if constexpr (Listed<T>) return joined(v);
    else throw NotJson();
}

// ---- calls
using After = std::string;
template <class F> std::string told(F&& f) {
    if constexpr (std::is_void_v<decltype(f())>) { f(); return "null"; }
    else return shown<std::decay_t<decltype(f())>>(f());
}
template <class... A, std::size_t... I>
std::tuple<std::decay_t<A>...> made(const J& args, std::index_sequence<I...>) {
    if (args.items.size() != sizeof...(A))
        throw Misfit("the function takes " + std::to_string(sizeof...(A)) + " arguments, the test gives " + std::to_string(args.items.size()));
    return {make<std::decay_t<A>>(args.items[I])...};
}
template <class T> std::string listed(const T& values) {
    std::string out = "[";
    try {
        std::apply([&](auto&... v) { ((out += (out.size() > 1 ? "," : "") + shown(v)), ...); }, values);
    } catch (NotJson&) { return "[]"; }
    return out + "]";
}
template <class F, class... A> std::string with(F&& f, const J& args, After* after) {
    auto values = made<A...>(args, std::index_sequence_for<A...>());
    std::string value = told([&]() -> decltype(auto) { return std::apply(f, values); });
    if (after) *after = listed(values);
    return value;
}
template <class R, class... A> std::string call(R (*f)(A...), const J& args, After* after) {
    return with<R (*)(A...), A...>(std::move(f), args, after);
}
template <class O, class R, class C, class... A>
std::string call_on(O& o, R (C::*f)(A...), const J& args, After* after = nullptr) {
    auto bound = [&](A... a) -> R { return (o.*f)(std::forward<A>(a)...); };
    return with<decltype(bound)&, A...>(bound, args, after);
}
template <class O, class R, class C, class... A>
std::string call_on(O& o, R (C::*f)(A...) const, const J& args, After* after = nullptr) {
    auto bound = [&](A... a) -> R { return (o.*f)(std::forward<A>(a)...); };
    return with<decltype(bound)&, A...>(bound, args, after);
}
template <class O, class R, class... A>
std::string call_on(O&, R (*f)(A...), const J& args, After* after = nullptr) { return call(f, args, after); }

// What can be any parameter of a constructor but the class itself.
template <class C> struct Any {
    const J& j;
    template <class T> requires (!std::is_same_v<std::decay_t<T>, C>) operator T() const { return make<T>(j); }
};
template <class C, std::size_t N = 0> C* built(const std::vector<J>& args) {
    if constexpr (N > 6) throw Misfit("the constructor takes too many arguments");
    else {
        if (args.size() != N) return built<C, N + 1>(args);
        return [&]<std::size_t... I>(std::index_sequence<I...>) -> C* {
            if constexpr (requires { C(((void)I, std::declval<Any<C>>())...); }) return new C(Any<C>{args[I]}...);
            else throw Misfit("no constructor takes what the test gives");
        }(std::make_index_sequence<N>());
    }
}

// ---- the job
struct Printed : std::streambuf {
    std::string text; std::size_t limit = 0; bool full = false;
    int overflow(int c) override {
        if (text.size() >= limit) { full = true; return EOF; }
        text += char(c);
        return c;
    }
};
inline std::string nonce;
inline int out = 1;
inline void send(const std::string& frame) {
    std::string data = "\n" + nonce + frame + "\n";
    for (std::size_t at = 0; at < data.size();) {
        auto n = ::write(out, data.data() + at, data.size() - at);
        if (n <= 0) std::_Exit(1);
        at += n;
    }
}
inline std::string error_name(const std::exception& e) {
    int status = 0;
    char* name = abi::__cxa_demangle(typeid(e).name(), nullptr, nullptr, &status);
    return std::string(status == 0 ? name : "std::exception") + ": " + e.what();
}
using Make1 = std::function<std::string(const J& args, const J* then, After* after)>;
inline int serve(Make1 one) {
    std::string text((std::istreambuf_iterator<char>(std::cin)), {});
    J job = Parser{text}.value();
    nonce = job.at("nonce").word;
    Printed printed;
    printed.limit = std::stoul(job.at("output_bytes").word);
    std::cout.rdbuf(&printed);
    std::size_t index = 0;
    for (auto& entry : job.at("calls").items) {
        printed.text.clear(); printed.full = false; std::cout.clear();
        J args = Parser{entry.at("args").word}.value();
        J then;
        if (entry.at("then").kind == J::text) then = Parser{entry.at("then").word}.value();
        std::string state = "returned", value = "null", error, after = "[]";
        try {
            value = one(args, then.kind == J::list ? &then : nullptr, &after);
        } catch (NotJson&) { state = "not_json"; value = "\"a value that JSON cannot carry\"";
        } catch (std::bad_alloc&) { state = "memory"; error = "MemoryError";
        } catch (std::exception& e) { state = "raised"; error = error_name(e);
        } catch (...) { state = "raised"; error = "Error: something that is no std::exception was thrown"; }
        if (value.size() > 1'000'000 || printed.full) { state = "output_too_large"; value = "null"; }
        if (after.size() > 200'000) after = "[]";
        send("{\"index\": " + std::to_string(index++) + ", \"state\": \"" + state + "\", \"value\": " + value +
             ", \"after\": " + after + ", \"rest\": {\"error\": " + escaped(error.substr(0, 300)) + ", \"line\": 0, \"printed\": " +
             escaped(printed.text) + ", \"steps\": 0, \"cut\": false, \"trace\": []}}");
    }
    std::_Exit(0);
}
template <class C>
std::string methods(const J& args, const J* then, const std::map<std::string, std::function<std::string(C&, const J&)>>& known) {
    std::unique_ptr<C> object(built<C>(args.items));
    std::string value = "[";
    for (auto& step : then->items)
        value += (value.size() > 1 ? "," : "") + known.at(step.items[0].word)(*object, step.items[1]);
    return value + "]";
}

}  // namespace viva
