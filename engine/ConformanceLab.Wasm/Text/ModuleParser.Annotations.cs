using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Annotations that mean something: <c>@custom</c>, <c>@name</c>, <c>@metadata.code.branch_hint</c>. They are looked up by the token that
/// follows them; whatever no place asked for is misplaced. Source: specification, appendix "Custom Sections and Annotations".
/// </summary>
internal sealed partial class ModuleParser
{
    // The first annotation not yet dealt with, and the token it stands before; the largest integer if there is none.
    private int _annotation;
    private int _annotationAnchor = int.MaxValue;
    private HashSet<int>? _takenAnnotations;
    private Dictionary<IdentifierSpace, Dictionary<int, string>>? _annotatedNames;
    private string? _moduleName;

    private void BeginAnnotations()
    {
        _annotation = FirstAnnotationFrom(_cursor.Position);
        SetAnchor();
    }

    private int FirstAnnotationFrom(int position)
    {
        var annotations = _list.Annotations;
        int low = 0, high = annotations.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (annotations[middle].Anchor < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void SetAnchor() =>
        _annotationAnchor = _annotation < _list.Annotations.Length ? _list.Annotations[_annotation].Anchor : int.MaxValue;

    private Annotation NextAnnotation()
    {
        var annotation = _list.Annotations[_annotation++];
        SetAnchor();
        return annotation;
    }

    // Between fields: takes what stands right here, and complains about what no field took.
    private void TakeModuleAnnotations(bool first)
    {
        while (_annotationAnchor <= _cursor.Position)
        {
            var taken = _takenAnnotations?.Contains(_annotation) == true;
            var annotation = NextAnnotation();
            if (taken)
            {
                continue;
            }

            var misplaced = annotation.Anchor < _cursor.Position;
            switch (annotation.Kind)
            {
                case AnnotationKind.Custom when !misplaced:
                    ParseCustom(annotation);
                    break;
                case AnnotationKind.Custom:
                    throw Malformed(annotation, "misplaced @custom annotation");
                case AnnotationKind.Name when first && !misplaced:
                    if (_moduleName is not null)
                    {
                        throw Malformed(annotation, "@name annotation: multiple module");
                    }

                    _moduleName = ParseName(annotation);
                    break;
                case AnnotationKind.Name:
                    throw Malformed(annotation, "misplaced @name annotation");
                default:
                    throw Malformed(annotation, "@metadata.code.branch_hint annotation: not in a function");
            }
        }
    }

    // Where an identifier may stand: a name that replaces it.
    private void TakeNameAnnotation(IdentifierSpace space, int index)
    {
        var annotations = _list.Annotations;
        if (_annotationAnchor > _cursor.Position)
        {
            return;
        }

        for (var i = FirstAnnotationFrom(_cursor.Position); i < annotations.Length && annotations[i].Anchor == _cursor.Position; i++)
        {
            if (annotations[i].Kind == AnnotationKind.Name)
            {
                var names = (_annotatedNames ??= []).TryGetValue(space, out var found) ? found : _annotatedNames[space] = [];
                if (!names.TryAdd(index, ParseName(annotations[i])))
                {
                    throw Malformed(annotations[i], $"@name annotation: multiple {space.Category}");
                }

                (_takenAnnotations ??= []).Add(i);
            }
        }
    }

    private string ParseName(Annotation annotation)
    {
        var tokens = _list.TokensOf(annotation);
        if (tokens.Length != 1 || tokens[0].Kind != TokenKind.String)
        {
            throw Malformed(annotation, "@name annotation: string expected");
        }

        return StringLiteral.DecodeName(_list.Text(tokens[0])) ?? throw Malformed(annotation, "@name annotation: malformed UTF-8 encoding");
    }

    private void ParseCustom(Annotation annotation)
    {
        var tokens = _list.TokensOf(annotation);
        if (tokens.IsEmpty || tokens[0].Kind != TokenKind.String)
        {
            throw Malformed(annotation, "@custom annotation: missing section name");
        }

        var name = StringLiteral.DecodeName(_list.Text(tokens[0]))
            ?? throw Malformed(annotation, "@custom annotation: malformed UTF-8 encoding");
        tokens = tokens[1..];
        var after = SectionId.Data;
        if (!tokens.IsEmpty && tokens[0].Kind == TokenKind.LeftParen)
        {
            after = ParsePlacement(annotation, ref tokens);
        }

        var bytes = new Binary.ByteWriter(16);
        foreach (var token in tokens)
        {
            if (token.Kind != TokenKind.String)
            {
                throw Malformed(annotation, "@custom annotation: unexpected token");
            }

            StringLiteral.Decode(_list.Text(token), bytes);
        }

        _module.CustomSections.Add(new CustomSection(name, bytes.ToArray(), after));
    }

    // `(before KIND)` or `(after KIND)`: the known section that the custom one follows.
    private SectionId ParsePlacement(Annotation annotation, ref ReadOnlySpan<Token> tokens)
    {
        var direction = tokens.Length > 1 ? _list.Text(tokens[1]) : default;
        var isBefore = direction.SequenceEqual("before"u8);
        if (!isBefore && !direction.SequenceEqual("after"u8))
        {
            throw Malformed(annotation, "@custom annotation: malformed placement");
        }

        var position = tokens.Length > 2 ? SectionPosition(_list.Text(tokens[2]), isBefore) : -1;
        if (position < 0)
        {
            throw Malformed(annotation, "@custom annotation: malformed section kind");
        }

        if (tokens.Length < 4 || tokens[3].Kind != TokenKind.RightParen)
        {
            throw Malformed(annotation, "@custom annotation: malformed placement");
        }

        tokens = tokens[4..];
        return position == 0 ? SectionId.Custom : s_sectionOrder[position - 1];
    }

    // Sections in the order of the binary format.
    private static readonly SectionId[] s_sectionOrder =
    [
        SectionId.Type, SectionId.Import, SectionId.Function, SectionId.Table, SectionId.Memory, SectionId.Tag, SectionId.Global,
        SectionId.Export, SectionId.Start, SectionId.Element, SectionId.DataCount, SectionId.Code, SectionId.Data,
    ];

    private static readonly Instructions.MnemonicTable s_sectionWords = new(
        ["type", "import", "func", "table", "memory", "tag", "global", "export", "start", "elem", "datacount", "code", "data"]);

    // Number of known sections before the place; −1 if there is no such place.
    private static int SectionPosition(ReadOnlySpan<byte> word, bool isBefore)
    {
        if (word.SequenceEqual("first"u8))
        {
            return isBefore ? 0 : -1;
        }

        if (word.SequenceEqual("last"u8))
        {
            return isBefore ? -1 : s_sectionOrder.Length;
        }

        var index = s_sectionWords.Find(word);
        return index < 0 || isBefore ? index : index + 1;
    }

    // The hint that stands before the instruction at the cursor (or before its parenthesis), if there is one.
    private bool? TakeBranchHint()
    {
        bool? hint = null;
        while (_annotationAnchor <= _cursor.Position)
        {
            if (_list.Annotations[_annotation].Kind != AnnotationKind.BranchHint)
            {
                var taken = _takenAnnotations?.Contains(_annotation) == true;
                var other = NextAnnotation();
                if (!taken)
                {
                    throw Malformed(
                        other, other.Kind == AnnotationKind.Custom ? "misplaced @custom annotation" : "misplaced @name annotation");
                }

                continue;
            }

            var annotation = NextAnnotation();
            if (hint is not null)
            {
                throw Malformed(annotation, "@metadata.code.branch_hint annotation: duplicate annotation");
            }

            var tokens = _list.TokensOf(annotation);
            var bytes = tokens.Length == 1 && tokens[0].Kind == TokenKind.String ? _list.DecodeString(tokens[0]) : [];
            if (bytes is not [0 or 1])
            {
                throw Malformed(annotation, "@metadata.code.branch_hint annotation: invalid value");
            }

            hint = bytes[0] == 1;
        }

        return hint;
    }

    private ModuleException Malformed(Annotation annotation, string reason) =>
        _list.Error(annotation.Start, reason, kind: ModuleErrorKind.MalformedCustom);
}
