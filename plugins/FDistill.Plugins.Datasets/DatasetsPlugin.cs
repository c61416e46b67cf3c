using FDistill.Plugins;
using FDistill.Plugins.Datasets;
using FDistill.Plugins.Datasets.CaptionedDigits;
using FDistill.Plugins.Datasets.Cifar10;
using FDistill.Plugins.Datasets.CocoCaptions;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.Encoded;
using FDistill.Plugins.Datasets.ImageFolder;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Datasets.Prompts;
using FDistill.Plugins.Datasets.WebDataset;

[assembly: FDistillPlugin(typeof(DatasetsPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.Datasets;

/// <summary>The bundled datasets.</summary>
public sealed class DatasetsPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .AddDataset<MnistDataset, MnistOptions>("mnist", "Handwritten digits with labels, from a folder of IDX files.")
        .AddDataset<CaptionedDigitsDataset, CaptionedDigitsOptions>("captioned-digits", "Handwritten digits drawn anew, thin and thick, with captions such as \"a thick seven\".")
        .AddDataset<Cifar10Dataset, Cifar10Options>("cifar10", "Small photographs of ten classes, from the binary or the python batches.")
        .AddDataset<EdmZipDataset, EdmZipOptions>("edm-zip", "A zip or folder of images with dataset.json, as NVIDIA's dataset_tool makes it.")
        .AddDataset<ImageFolderDataset, ImageFolderOptions>("image-folder", "PNG, JPEG and WebP files in a folder for each class.")
        .AddDataset<WebDatasetDataset, WebDatasetOptions>("webdataset", "Images with captions in tar files, streamed: the layout of webdataset and img2dataset.")
        .AddDataset<EncodedDataset, EncodedOptions>("encoded", "Latents and encoded texts, as 'fdistill dataset encode' writes them.")
        .AddDataset<CocoCaptionsDataset, CocoCaptionsOptions>("coco-captions", "Captions of MS-COCO 2014, one of each image drawn by a seed, with or without the images.")
        .AddDataset<PromptsDataset, PromptsOptions>("prompts", "A text file with one prompt a line.");
}
