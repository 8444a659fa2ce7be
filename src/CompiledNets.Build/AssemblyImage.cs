using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace CompiledNets.Build;

/// <summary>The bytes of an assembly, in which the initial data of fields are overwritten where they lie.</summary>
internal sealed class AssemblyImage
{
    private const short CacheLine = 64;

    private readonly byte[] bytes;
    private readonly PEReader image;
    private readonly MetadataReader metadata;

    public AssemblyImage(byte[] bytes)
    {
        this.bytes = bytes;
        image = new PEReader(new MemoryStream(bytes.ToArray()));
        metadata = image.GetMetadataReader();
    }

    public bool IsChanged { get; private set; }

    /// <summary>A copy that says to be for this process's processor. One for another holds the same intermediate code, but is not loaded.</summary>
    public byte[] ForThisProcess()
    {
        var copy = bytes.ToArray();
        if (image.PEHeaders.PEHeader!.Magic == PEMagic.PE32Plus)
            BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(image.PEHeaders.CoffHeaderStartOffset), (ushort)ThisMachine);
        return copy;
    }

    private static Machine ThisMachine => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Machine.Arm64 : Machine.Amd64;

    /// <summary>Overwrites the field whose data begin with a placeholder, and has it begin on a cache line.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryWrite(ReadOnlySpan<byte> placeholder, ReadOnlySpan<byte> data)
    {
        foreach (var handle in metadata.FieldDefinitions)
        {
            var field = metadata.GetFieldDefinition(handle);
            var address = field.GetRelativeVirtualAddress();
            if (address == 0 || !image.PEHeaders.TryGetDirectoryOffset(new DirectoryEntry(address, 1), out var offset)) continue;
            var place = bytes.AsSpan(offset);
            if (place.Length < data.Length || !place.StartsWith(placeholder)) continue;
            data.CopyTo(place);
            if (field.DecodeSignature(new StructOfField(), null) is { IsNil: false } type) Align(type);
            IsChanged = true;
            return true;
        }
        return false;
    }

    // Compilers of native code lay the data out as the packing size of the field's type says, which C# cannot.
    private void Align(TypeDefinitionHandle type)
    {
        var row = MetadataTokens.GetRowNumber(type);
        var table = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.ClassLayout);
        var size = metadata.GetTableRowSize(TableIndex.ClassLayout);
        // A row is the packing size (2 bytes), the size (4 bytes) and the type, whose number has 2 or 4 bytes.
        for (var i = 0; i < metadata.GetTableRowCount(TableIndex.ClassLayout); i++)
        {
            var layout = bytes.AsSpan(table + i * size, size);
            var parent = size == 8 ? BinaryPrimitives.ReadUInt16LittleEndian(layout[6..]) : BinaryPrimitives.ReadInt32LittleEndian(layout[6..]);
            if (parent == row) BinaryPrimitives.WriteInt16LittleEndian(layout, CacheLine);
        }
    }

    // The type of a field, where it is a struct of the assembly.
    private sealed class StructOfField : ISignatureTypeProvider<TypeDefinitionHandle, object?>
    {
        public TypeDefinitionHandle GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => handle;

        public TypeDefinitionHandle GetArrayType(TypeDefinitionHandle elementType, ArrayShape shape) => default;

        public TypeDefinitionHandle GetByReferenceType(TypeDefinitionHandle elementType) => default;

        public TypeDefinitionHandle GetFunctionPointerType(MethodSignature<TypeDefinitionHandle> signature) => default;

        public TypeDefinitionHandle GetGenericInstantiation(TypeDefinitionHandle genericType, System.Collections.Immutable.ImmutableArray<TypeDefinitionHandle> typeArguments) => default;

        public TypeDefinitionHandle GetGenericMethodParameter(object? genericContext, int index) => default;

        public TypeDefinitionHandle GetGenericTypeParameter(object? genericContext, int index) => default;

        public TypeDefinitionHandle GetModifiedType(TypeDefinitionHandle modifier, TypeDefinitionHandle unmodifiedType, bool isRequired) => unmodifiedType;

        public TypeDefinitionHandle GetPinnedType(TypeDefinitionHandle elementType) => elementType;

        public TypeDefinitionHandle GetPointerType(TypeDefinitionHandle elementType) => default;

        public TypeDefinitionHandle GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

        public TypeDefinitionHandle GetSZArrayType(TypeDefinitionHandle elementType) => default;

        public TypeDefinitionHandle GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => default;

        public TypeDefinitionHandle GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => default;
    }
}
